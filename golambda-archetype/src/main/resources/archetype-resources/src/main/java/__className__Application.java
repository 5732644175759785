package ${package};

#if ($source == "sns" || $source == "eventbridge" || $source == "s3")
import java.util.function.Consumer;
#else
import java.util.function.Function;
#end

#if ($source == "s3")
import io.golambda.event.Event;
#elseif ($source == "sns" || $source == "eventbridge")
import io.golambda.event.Records;
#else
import io.golambda.batch.Batch;
import io.golambda.batch.BatchResponse;
import io.golambda.event.Event;
#end

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
#if ($secrets == "true")
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
#end
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
#if ($secrets == "true")
@ConfigurationPropertiesScan
#end
public class ${className}Application {

	public static void main(String[] args) {
		SpringApplication.run(${className}Application.class, args);
	}

#if ($source == "s3")
	@Bean
	Consumer<Event> objects(StoredObjectService service) {
		return event -> event.decapS3().forEach(record -> service.handle(StoredObject.of(record)));
	}
#elseif ($source == "sns" || $source == "eventbridge")
	@Bean
	Consumer<Records<Order>> orders(OrderService service) {
		return orders -> orders.forEach(service::handle);
	}
#elseif ($source == "kafka")
	@Bean
	Function<Event, BatchResponse> orders(OrderService service) {
		return event -> Batch.process(event, record -> {
			// a tombstone deletes its key, and has no payload
			if (record.hasPayload()) {
				service.handle(record.bind(Order.class));
			}
		});
	}
#elseif ($source == "dynamodb")
	@Bean
	Function<Event, BatchResponse> orders(OrderService service) {
		return event -> Batch.process(event, change -> {
			// INSERT and MODIFY have the new item, REMOVE has the removed one
			if (!"REMOVE".equals(change.attributes().get("eventName"))) {
				service.handle(change.bind(Order.class));
			}
		});
	}
#else
	@Bean
	Function<Event, BatchResponse> orders(OrderService service) {
		return Batch.each(Order.class, service::handle);
	}
#end

}
