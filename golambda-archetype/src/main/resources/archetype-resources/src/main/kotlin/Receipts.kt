package ${package}

import org.springframework.stereotype.Component
import java.util.HexFormat
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

/** Signs receipts with a key from a secret. */
@Component
class Receipts(settings: ReceiptSettings) {

	private val key = SecretKeySpec(settings.key.toByteArray(), "HmacSHA256")

	fun of(text: String): String {
		val mac = Mac.getInstance("HmacSHA256").apply { init(key) }
		return HexFormat.of().formatHex(mac.doFinal(text.toByteArray()), 0, 8)
	}

}
