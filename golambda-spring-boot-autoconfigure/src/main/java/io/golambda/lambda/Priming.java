package io.golambda.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import tools.jackson.databind.JsonNode;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;

/**
 * Warms the function up before Lambda SnapStart takes a snapshot: reads, binds and logs
 * an event, and runs the function for sample events, so that all of this is fast after a
 * restore. The properties {@code golambda.priming.*} configure it, or a bean: <pre>
 * &#64;Bean
 * Priming priming(LambdaInvoker invoker) {
 * 	return new Priming(invoker, List.of(new ClassPathResource("order.json")), true);
 * }
 * </pre>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Improving
 * startup performance with Lambda SnapStart</a>
 */
public final class Priming {

	private static final Logger log = LoggerFactory.getLogger(Priming.class);

	private final LambdaInvoker invoker;

	private final List<Resource> events;

	private final boolean failOnError;

	/**
	 * Creates a priming.
	 * @param invoker runs the function
	 * @param events sample events, for which the function runs with all its effects
	 * @param failOnError whether a sample event that fails stops the deployment; if not,
	 * the failure is logged
	 */
	public Priming(LambdaInvoker invoker, List<Resource> events, boolean failOnError) {
		this.invoker = invoker;
		this.events = List.copyOf(events);
		this.failOnError = failOnError;
	}

	/**
	 * Warms the function up.
	 * @throws IllegalStateException if a sample event fails and that stops the deployment
	 */
	public void run() {
		for (EventRecord record : Event.encapSnsOverSqs("{}").records()) {
			log.debug("Priming with a record of {}: {}", record.source(), record.bind(JsonNode.class).isEmpty());
		}
		for (Resource event : this.events) {
			try {
				this.invoker.invoke(new ByteArrayInputStream(read(event)), null);
				log.debug("Primed with {}", event);
			}
			catch (Exception ex) {
				String message = "The priming event " + event + " failed, so the function is not fully primed. "
						+ "Fix the event, or remove it from golambda.priming.events.";
				log.warn(message, ex);
				if (this.failOnError) {
					throw new IllegalStateException(message, ex);
				}
			}
		}
	}

	private static byte[] read(Resource event) throws IOException {
		try (InputStream input = event.getInputStream()) {
			return input.readAllBytes();
		}
	}

}
