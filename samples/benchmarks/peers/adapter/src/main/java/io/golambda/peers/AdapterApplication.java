package io.golambda.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * The function on Spring Cloud Function's adapter.
 */
@SpringBootApplication
public class AdapterApplication {

	private static final Logger log = LoggerFactory.getLogger(AdapterApplication.class);

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Bean
	Function<SQSEvent, String> colors() {
		return (event) -> {
			List<String> colors = new ArrayList<>();
			for (SQSEvent.SQSMessage message : event.getRecords()) {
				colors.add(this.mapper.readValue(message.getBody(), Color.class).message());
			}
			log.info("done");
			return String.join(":", colors);
		};
	}

	record Color(String message) {

	}

}
