package io.golambda.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The function on Micronaut.
 */
public class MicronautHandler extends MicronautRequestHandler<SQSEvent, String> {

	private static final Logger log = LoggerFactory.getLogger(MicronautHandler.class);

	@Inject
	ObjectMapper mapper;

	@Override
	public String execute(SQSEvent event) {
		List<String> colors = new ArrayList<>();
		for (SQSEvent.SQSMessage message : event.getRecords()) {
			try {
				colors.add(this.mapper.readValue(message.getBody(), Color.class).message());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		log.info("done");
		return String.join(":", colors);
	}

	@Serdeable
	record Color(String message) {

	}

}
