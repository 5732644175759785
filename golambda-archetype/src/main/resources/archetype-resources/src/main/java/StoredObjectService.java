package ${package};

import io.golambda.error.GolambdaException;
import io.golambda.logging.StructuredLogger;

import org.springframework.stereotype.Service;

@Service
class StoredObjectService {

	private static final StructuredLogger log = StructuredLogger.of(StoredObjectService.class);

#if ($secrets == "true")
	private final Receipts receipts;

	StoredObjectService(Receipts receipts) {
		this.receipts = receipts;
	}

#end
	void handle(StoredObject object) {
		if (!object.key().endsWith(".csv")) {
			throw new GolambdaException("object rejected").with("object", object);
		}
#if ($secrets == "true")
		log.with("object", object).with("receipt", this.receipts.of(object.key())).info("Accepted");
#else
		log.with("object", object).info("Accepted");
#end
	}

}
