package io.golambda.peers;

import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The function with Powertools for AWS Lambda, without weaving.
 */
public class PowertoolsHandler implements RequestHandler<SQSEvent, String> {

	private static final Logger log = LoggerFactory.getLogger(PowertoolsHandler.class);

	private final ObjectMapper mapper = new ObjectMapper();

	@Override
	public String handleRequest(SQSEvent event, Context context) {
		return PowertoolsLogging.withLogging(context, () -> {
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
		});
	}

	record Color(String message) {

	}

}
