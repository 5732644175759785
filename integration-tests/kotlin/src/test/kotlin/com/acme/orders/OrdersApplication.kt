package com.acme.orders

import io.golambda.batch.Batch
import io.golambda.batch.BatchResponse
import io.golambda.error.GolambdaException
import io.golambda.event.Event
import io.golambda.event.Records
import jakarta.validation.Valid
import jakarta.validation.constraints.NotBlank
import jakarta.validation.constraints.Positive
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.context.annotation.Bean
import org.springframework.messaging.Message
import java.util.function.Consumer
import java.util.function.Function

data class Order(
	val id: String,
	val customer: String?,
	val quantity: Int = 1,
	@field:Valid val lines: List<Line> = emptyList(),
)

data class Line(@field:NotBlank val article: String, @field:Positive val price: Double)

/** Functions in every form that Kotlin has. */
@SpringBootApplication
class OrdersApplication {

	@Bean
	fun lambda(): (Event) -> String = { event ->
		event.decapSqs().joinToString(":") { it.bind(Order::class.java).id }
	}

	@Bean
	fun function() = Function<Event, String> { event ->
		event.decapSqs().joinToString(":") { it.bind(Order::class.java).id }
	}

	@Bean
	fun records(): (Records<Order>) -> String = { orders -> orders.joinToString(":") { it.id } }

	@Bean
	fun functionOfRecords() = Function<Records<Order>, String> { orders -> orders.joinToString(":") { it.id } }

	@Bean
	fun batch(): Function<Event, BatchResponse> = Batch.each(Order::class.java) { accept(it) }

	@Bean
	fun batchLambda(): (Event) -> BatchResponse = { event ->
		Batch.process(event) { accept(it.bind(Order::class.java)) }
	}

	@Bean
	fun order(): (Order) -> Order = { it.copy(quantity = it.quantity + 1) }

	@Bean
	fun functionOfOrder() = Function<Order, Order> { it.copy(quantity = it.quantity + 1) }

	@Bean
	fun message(): (Message<Event>) -> String = { it.payload.decapSqs().joinToString(":") { record -> record.text() } }

	@Bean
	fun consumer(): (Event) -> Unit = { event -> event.decapSqs().forEach { accept(it.bind(Order::class.java)) } }

	@Bean
	fun javaConsumer() = Consumer<Records<Order>> { it.forEach(::accept) }

	@Bean
	fun supplier(): () -> String = { "supplied" }

	@Bean
	fun count(): (String) -> Int = { it.length }

	@Bean
	fun nothing(): (Event) -> String? = { null }

	private fun accept(order: Order) {
		if (order.quantity < 1) {
			throw GolambdaException("order rejected").with("order", order)
		}
	}

}
