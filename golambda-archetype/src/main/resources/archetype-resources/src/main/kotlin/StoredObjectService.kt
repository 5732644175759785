package ${package}

import io.golambda.error.GolambdaException
import io.golambda.logging.StructuredLogger
import org.springframework.stereotype.Service

@Service
#if ($secrets == "true")
class StoredObjectService(private val receipts: Receipts) {
#else
class StoredObjectService {
#end

	private val log = StructuredLogger.of(StoredObjectService::class.java)

	fun handle(storedObject: StoredObject) {
		if (!storedObject.key.endsWith(".csv")) {
			throw GolambdaException("object rejected").with("object", storedObject)
		}
#if ($secrets == "true")
		log.with("object", storedObject).with("receipt", receipts.of(storedObject.key)).info("Accepted")
#else
		log.with("object", storedObject).info("Accepted")
#end
	}

}
