package ${package};

import io.golambda.error.GolambdaException;
import io.golambda.logging.StructuredLogger;

import org.springframework.stereotype.Service;

@Service
class OrderService {

	private static final StructuredLogger log = StructuredLogger.of(OrderService.class);

#if ($secrets == "true")
	private final Receipts receipts;

	OrderService(Receipts receipts) {
		this.receipts = receipts;
	}

#end
	void handle(Order order) {
		if (order.quantity() < 1) {
			throw new GolambdaException("order rejected").with("order", order);
		}
#if ($secrets == "true")
		log.with("order", order).with("receipt", this.receipts.of(order.id())).info("Accepted");
#else
		log.with("order", order).info("Accepted");
#end
	}

}
