package io.golambda.local.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;

/**
 * Reads the requests by which OpenTelemetry's exporters send spans over HTTP: <pre>
 * List&lt;Span&gt; spans = new SpanReceiver().receive(body, headers.getFirst("Content-Encoding"));
 * </pre>
 * <p>
 * Stateless, so safe for use by several threads.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 */
public final class SpanReceiver {

	/**
	 * The size in bytes up to which a body is accepted, compressed or not.
	 */
	public static final int MAX_BYTES = 16 * 1024 * 1024;

	private static final int MAX_SPANS = 10_000;

	/**
	 * Reads a request.
	 * @param body the body, an {@code ExportTraceServiceRequest} as protobuf
	 * @param contentEncoding the value of {@code Content-Encoding}, or {@code null}
	 * @return the spans in their order
	 * @throws SpanException if the body is not of this type, incomplete or too large
	 */
	public List<Span> receive(byte[] body, @Nullable String contentEncoding) {
		List<Span> spans = new ArrayList<>();
		WireReader request = new WireReader(decoded(body, contentEncoding));
		while (request.next()) {
			if (request.field() == 1) {
				readResource(request.message(), spans);
			}
			else {
				request.skip();
			}
		}
		return List.copyOf(spans);
	}

	private static byte[] decoded(byte[] body, @Nullable String encoding) {
		if (body.length > MAX_BYTES) {
			throw tooLarge();
		}
		if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
			return body;
		}
		if (!encoding.equalsIgnoreCase("gzip")) {
			throw new SpanException("The body has a content encoding other than gzip.");
		}
		try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
			byte[] inflated = in.readNBytes(MAX_BYTES + 1);
			if (inflated.length > MAX_BYTES) {
				throw tooLarge();
			}
			return inflated;
		}
		catch (IOException ex) {
			throw new SpanException("The body is not gzip, or incomplete.");
		}
	}

	private static SpanException tooLarge() {
		return SpanException.tooLarge("The body is larger than " + MAX_BYTES + " bytes.");
	}

	private static void readResource(WireReader resourceSpans, List<Span> spans) {
		String service = null;
		List<Span> read = new ArrayList<>();
		while (resourceSpans.next()) {
			switch (resourceSpans.field()) {
				case 1 -> service = service(resourceSpans.message());
				case 2 -> readScope(resourceSpans.message(), read, spans.size());
				default -> resourceSpans.skip();
			}
		}
		for (Span span : read) {
			spans.add(new Span(span.traceId(), span.spanId(), span.parentId(), span.name(), service, span.start(),
					span.duration(), span.error(), span.errorMessage(), span.attributes(), span.links()));
		}
	}

	private static @Nullable String service(WireReader resource) {
		AttributeReader attributes = new AttributeReader();
		while (resource.next()) {
			if (resource.field() == 1) {
				attributes.read(resource.message());
			}
			else {
				resource.skip();
			}
		}
		return (attributes.values().get("service.name") instanceof String name) ? name : null;
	}

	private static void readScope(WireReader scopeSpans, List<Span> read, int before) {
		while (scopeSpans.next()) {
			if (scopeSpans.field() == 2) {
				if (before + read.size() >= MAX_SPANS) {
					throw SpanException.tooLarge("The body has more than " + MAX_SPANS + " spans.");
				}
				read.add(new SpanReader().read(scopeSpans.message()));
			}
			else {
				scopeSpans.skip();
			}
		}
	}

}
