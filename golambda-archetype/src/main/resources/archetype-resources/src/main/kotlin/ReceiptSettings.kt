package ${package}

import org.springframework.boot.context.properties.ConfigurationProperties

/** The secret that `golambda.secrets.receipts` names. */
@ConfigurationProperties("receipts")
class ReceiptSettings(val key: String)
