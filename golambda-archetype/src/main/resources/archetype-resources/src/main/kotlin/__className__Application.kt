package ${package}

#if ($source == "s3")
import io.golambda.event.Event
#elseif ($source == "sns" || $source == "eventbridge")
import io.golambda.event.Records
#else
import io.golambda.batch.Batch
import io.golambda.batch.BatchResponse
import io.golambda.event.Event
#end
import org.springframework.boot.autoconfigure.SpringBootApplication
#if ($secrets == "true")
import org.springframework.boot.context.properties.ConfigurationPropertiesScan
#end
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Bean
#if ($source == "sns" || $source == "eventbridge" || $source == "s3")
import java.util.function.Consumer
#else
import java.util.function.Function
#end

@SpringBootApplication(proxyBeanMethods = false)
#if ($secrets == "true")
@ConfigurationPropertiesScan
#end
class ${className}Application {

#if ($source == "s3")
	@Bean
	fun objects(service: StoredObjectService) = Consumer<Event> { event ->
		event.decapS3().forEach { service.handle(StoredObject.of(it)) }
	}
#elseif ($source == "sns" || $source == "eventbridge")
	@Bean
	fun orders(service: OrderService) = Consumer<Records<Order>> { it.forEach(service::handle) }
#elseif ($source == "kafka")
	@Bean
	fun orders(service: OrderService) = Function<Event, BatchResponse> { event ->
		Batch.process(event) { record ->
			// a tombstone deletes its key, and has no payload
			if (record.hasPayload()) {
				service.handle(record.bind(Order::class.java))
			}
		}
	}
#elseif ($source == "dynamodb")
	@Bean
	fun orders(service: OrderService) = Function<Event, BatchResponse> { event ->
		Batch.process(event) { change ->
			// INSERT and MODIFY have the new item, REMOVE has the removed one
			if (change.attributes()["eventName"] != "REMOVE") {
				service.handle(change.bind(Order::class.java))
			}
		}
	}
#else
	@Bean
	fun orders(service: OrderService): Function<Event, BatchResponse> = Batch.each(Order::class.java, service::handle)
#end

}

fun main(args: Array<String>) {
	runApplication<${className}Application>(*args)
}
