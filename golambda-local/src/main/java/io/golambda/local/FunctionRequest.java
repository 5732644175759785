package io.golambda.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.event.JsonClientContext;

/**
 * An event, and the values that Lambda passes to the function beside it: <pre>
 * FunctionAnswer answer = function.invoke(FunctionRequest.of(event).withTenantId("blue")).join();
 * </pre>
 * <p>
 * Each {@code with} method returns a copy. Immutable and safe for use by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class FunctionRequest {

	private static final String REQUEST_ID = "Lambda-Runtime-Aws-Request-Id";

	private static final String TENANT_ID = "Lambda-Runtime-Aws-Tenant-Id";

	private static final String CLIENT_CONTEXT = "Lambda-Runtime-Client-Context";

	private static final String TRACE_ID = "Lambda-Runtime-Trace-Id";

	private static final Pattern REQUEST_IDS = Pattern.compile("[A-Za-z0-9_-]{1,64}");

	// AWS's constraint
	private static final Pattern TENANT_IDS = Pattern.compile("[a-zA-Z0-9._:/=+\\-@ ]{1,256}");

	private static final Pattern HEADER = Pattern.compile("[\\x20-\\x7E]+");

	// the Runtime API passes the client context in a header
	private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final byte[] event;

	private final Map<String, String> headers;

	private FunctionRequest(byte[] event, Map<String, String> headers) {
		this.event = event;
		this.headers = headers;
	}

	/**
	 * Creates a request with a random request id and nothing beside the event.
	 * @param event the event; its context is not passed on
	 * @return the request
	 */
	public static FunctionRequest of(Event event) {
		return of(event.bytes());
	}

	static FunctionRequest of(byte[] event) {
		return new FunctionRequest(event, Map.of());
	}

	/**
	 * Returns a request with a request id.
	 * @param requestId the request id, unique for the function
	 * @return another request
	 * @throws IllegalArgumentException if the request id does not consist of 1 to 64
	 * letters, digits, hyphens and underscores
	 */
	public FunctionRequest withRequestId(String requestId) {
		if (!REQUEST_IDS.matcher(requestId).matches()) {
			throw new IllegalArgumentException("The request id must consist of 1 to 64 letters, digits, hyphens and "
					+ "underscores, as a UUID does.");
		}
		return with(REQUEST_ID, requestId);
	}

	/**
	 * Returns a request with a tenant id.
	 * @param tenantId the tenant id
	 * @return another request
	 * @throws IllegalArgumentException if AWS does not accept the tenant id
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html">Tenant
	 * isolation</a>
	 */
	public FunctionRequest withTenantId(String tenantId) {
		if (!TENANT_IDS.matcher(tenantId).matches()) {
			throw new IllegalArgumentException("The tenant id must consist of 1 to 256 letters of ASCII, digits, "
					+ "spaces and the characters . _ : / = + - @.");
		}
		return with(TENANT_ID, tenantId);
	}

	/**
	 * Returns a request with a client context.
	 * @param json the JSON object that a caller of Lambda sends, with the members
	 * {@code custom}, {@code env} and {@code client}, each optional
	 * @return another request
	 * @throws IllegalArgumentException if it is not a JSON object
	 */
	public FunctionRequest withClientContext(String json) {
		return with(CLIENT_CONTEXT, ASCII.writeValueAsString(JsonClientContext.of(json).json()));
	}

	/**
	 * Returns a request with a trace header of AWS X-Ray.
	 * @param header the header, such as
	 * {@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1};
	 * its format is not checked
	 * @return another request
	 * @throws IllegalArgumentException if it is empty, or has characters other than
	 * printable ones of ASCII
	 */
	public FunctionRequest withTraceHeader(String header) {
		if (!HEADER.matcher(header).matches()) {
			throw new IllegalArgumentException("The trace header must consist of printable characters of ASCII.");
		}
		return with(TRACE_ID, header);
	}

	private FunctionRequest with(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, Objects.requireNonNull(value));
		return new FunctionRequest(this.event, more);
	}

	Optional<String> requestId() {
		return Optional.ofNullable(this.headers.get(REQUEST_ID));
	}

	byte[] event() {
		return this.event;
	}

	/**
	 * Returns the headers for the runtime client.
	 */
	Map<String, String> headers() {
		return this.headers;
	}

}
