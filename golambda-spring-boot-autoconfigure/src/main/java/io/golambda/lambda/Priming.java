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
 * Runs what an invocation will run before Lambda takes its snapshot, so that after a
 * restore it is loaded, linked and warm: decoding, binding and logging, and the function
 * itself for each sample event that the application gives.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Improving
 * startup performance with Lambda SnapStart</a>
 */
public final class Priming {

	private static final Logger log = LoggerFactory.getLogger(Priming.class);

	private final LambdaInvoker invoker;

	private final List<Resource> events;

	private final boolean failing;

	/**
	 * Creates it.
	 * @param invoker runs the function
	 * @param events sample events, which the function is run with for real
	 * @param failing whether an event that fails stops the deployment
	 */
	public Priming(LambdaInvoker invoker, List<Resource> events, boolean failing) {
		this.invoker = invoker;
		this.events = List.copyOf(events);
		this.failing = failing;
	}

	/**
	 * Primes.
	 * @throws IllegalStateException if an event failed and that is to stop the deployment
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
				String message = "The priming event " + event + " failed. The function starts colder than it could; "
						+ "mend the event, or leave it out of golambda.priming.events.";
				log.warn(message, ex);
				if (this.failing) {
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
