package io.golambda.event;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;
import io.golambda.event.source.EventSignature;

/**
 * The headers of an HTTP request in an event.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Payload
 * formats of API Gateway</a>
 */
final class HttpHeaders {

	private static final String SINGLE = "headers";

	// REST APIs have both, load balancers one of them
	private static final String MULTIPLE = "multiValueHeaders";

	private HttpHeaders() {
	}

	static boolean isIn(EventSignature signature) {
		return signature.members().get("requestContext") == JsonType.OBJECT
				&& (signature.members().get(SINGLE) == JsonType.OBJECT
						|| signature.members().get(MULTIPLE) == JsonType.OBJECT);
	}

	/**
	 * Reads the headers of an event that is valid JSON.
	 */
	static Map<String, String> read(JsonScanner json) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		json.enterObject();
		while (json.nextMember()) {
			if ((json.isNamed(SINGLE) || json.isNamed(MULTIPLE)) && json.type() == JsonType.OBJECT) {
				readHeaders(json, headers);
			}
			else {
				json.skip();
			}
		}
		return Collections.unmodifiableMap(headers);
	}

	private static void readHeaders(JsonScanner json, Map<String, String> headers) {
		json.enterObject();
		while (json.nextMember()) {
			String name = json.name();
			if (json.type() == JsonType.STRING) {
				json.string().text().ifPresent((value) -> headers.putIfAbsent(name, value));
			}
			else if (json.type() == JsonType.ARRAY) {
				readValues(json, name, headers);
			}
			else {
				json.skip();
			}
		}
	}

	private static void readValues(JsonScanner json, String name, Map<String, String> headers) {
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() == JsonType.STRING) {
				json.string().text().ifPresent((value) -> headers.putIfAbsent(name, value));
			}
			else {
				json.skip();
			}
		}
	}

}
