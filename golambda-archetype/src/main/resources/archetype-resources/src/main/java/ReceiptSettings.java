package ${package};

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The secret that {@code golambda.secrets.receipts} names.
 */
@ConfigurationProperties("receipts")
record ReceiptSettings(String key) {
}
