package io.golambda.peers;

import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jboss.logging.Logger;

/**
 * The function on Quarkus.
 */
@Named("colors")
public class QuarkusHandler implements RequestHandler<SQSEvent, String> {

	private static final Logger log = Logger.getLogger(QuarkusHandler.class);

	@Inject
	ObjectMapper mapper;

	@Override
	public String handleRequest(SQSEvent event, Context context) {
		List<String> colors = new ArrayList<>();
		for (SQSEvent.SQSMessage message : event.getRecords()) {
			try {
				colors.add(this.mapper.readValue(message.getBody(), Color.class).message());
			}
			catch (JsonProcessingException ex) {
				throw new IllegalArgumentException(ex);
			}
		}
		log.info("done");
		return String.join(":", colors);
	}

	record Color(String message) {

	}

}
