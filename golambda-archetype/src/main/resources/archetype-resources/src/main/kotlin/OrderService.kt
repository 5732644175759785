package ${package}

import io.golambda.error.GolambdaException
import io.golambda.logging.StructuredLogger
import org.springframework.stereotype.Service

@Service
#if ($secrets == "true")
class OrderService(private val receipts: Receipts) {
#else
class OrderService {
#end

	private val log = StructuredLogger.of(OrderService::class.java)

	fun handle(order: Order) {
		if (order.quantity < 1) {
			throw GolambdaException("order rejected").with("order", order)
		}
#if ($secrets == "true")
		log.with("order", order).with("receipt", receipts.of(order.id)).info("Accepted")
#else
		log.with("order", order).info("Accepted")
#end
	}

}
