package io.golambda.local.console;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A request to the API and its response.
 *
 * @param http the request and response
 * @param variables the values of the variables in the path of the route
 */
record ApiExchange(HttpExchange http, Map<String, String> variables) {

	// an event of 6 MB in a JSON string
	private static final int MAX_BODY = 16 * 1024 * 1024;

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	String variable(String name) {
		return this.variables.get(name);
	}

	/**
	 * Reads the body of the request.
	 * @throws ApiException if it is too large
	 */
	byte[] body() throws IOException {
		byte[] body = this.http.getRequestBody().readNBytes(MAX_BODY + 1);
		if (body.length > MAX_BODY) {
			throw new ApiException(413, "The request must not exceed 16 MiB.");
		}
		return body;
	}

	/**
	 * Reads the body of the request as a JSON object.
	 * @throws ApiException if it is not a JSON object
	 */
	JsonNode json() throws IOException {
		String type = this.http.getRequestHeaders().getFirst("Content-Type");
		if (type == null || !type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip().equals("application/json")) {
			throw new ApiException(415, "Send JSON with the header Content-Type: application/json.");
		}
		try {
			JsonNode json = Json.MAPPER.readTree(body());
			if (json.isObject()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			throw new ApiException(400, "The request is not valid JSON: " + ex.getOriginalMessage());
		}
		throw new ApiException(400, "The request must be a JSON object.");
	}

	/**
	 * Reads a text of the body.
	 * @throws ApiException if the member is missing or is not a string
	 */
	static String text(JsonNode body, String name) {
		JsonNode value = body.get(name);
		if (value == null || !value.isString()) {
			throw new ApiException(400, "The request must have a member \"" + name + "\" with a string.");
		}
		return value.stringValue();
	}

	/**
	 * Reads an optional number of the body.
	 * @throws ApiException if the member is not an integer in the range
	 */
	static int number(JsonNode body, String name, int otherwise, int min, int max) {
		JsonNode value = body.get(name);
		if (value == null || value.isNull()) {
			return otherwise;
		}
		if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
			throw new ApiException(400, "\"" + name + "\" must be a number from " + min + " to " + max + ".");
		}
		return value.intValue();
	}

	/**
	 * Reads an optional boolean of the body.
	 * @throws ApiException if the member is not a boolean
	 */
	static boolean bool(JsonNode body, String name, boolean otherwise) {
		JsonNode value = body.get(name);
		if (value == null || value.isNull()) {
			return otherwise;
		}
		if (!value.isBoolean()) {
			throw new ApiException(400, "\"" + name + "\" must be true or false.");
		}
		return value.booleanValue();
	}

	void answer(int status, @Nullable Object json) throws IOException {
		if (json == null) {
			setHeaders(this.http.getResponseHeaders());
			this.http.sendResponseHeaders(status, -1);
			return;
		}
		answer(status, "application/json", Json.MAPPER.writeValueAsBytes(json));
	}

	void answer(int status, String contentType, byte[] body) throws IOException {
		setHeaders(this.http.getResponseHeaders());
		this.http.getResponseHeaders().set("Content-Type", contentType);
		this.http.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		if (body.length > 0) {
			try (OutputStream out = this.http.getResponseBody()) {
				out.write(body);
			}
		}
	}

	static void setHeaders(Headers headers) {
		headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		headers.set("X-Content-Type-Options", "nosniff");
		headers.set("Referrer-Policy", "no-referrer");
		headers.set("Cache-Control", "no-store");
	}

}
