package io.golambda.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The function with Jackson only, as the lower bound.
 */
public class BareHandler implements RequestStreamHandler {

	private final JsonMapper mapper = JsonMapper.builder().build();

	@Override
	public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
		List<String> colors = new ArrayList<>();
		for (JsonNode record : this.mapper.readTree(input).get("Records")) {
			colors.add(this.mapper.readValue(record.get("body").stringValue(), Color.class).message());
		}
		System.out.println("{\"level\":\"info\",\"message\":\"done\"}");
		output.write(this.mapper.writeValueAsBytes(String.join(":", colors)));
	}

	record Color(String message) {

	}

}
