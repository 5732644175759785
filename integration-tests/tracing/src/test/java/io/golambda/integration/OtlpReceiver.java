package io.golambda.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.golambda.local.trace.Span;
import io.golambda.local.trace.SpanReceiver;

/**
 * A receiver of OpenTelemetry's protocol on loopback, which may be slow.
 */
final class OtlpReceiver implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Span> spans = new CopyOnWriteArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	private volatile CountDownLatch mayAnswer = new CountDownLatch(0);

	private volatile int status = 200;

	OtlpReceiver() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.threads);
		this.server.createContext("/v1/traces", this::receive);
		this.server.start();
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			this.requests.incrementAndGet();
			this.mayAnswer.await();
			if (this.status == 200) {
				this.spans.addAll(
						new SpanReceiver().receive(body, exchange.getRequestHeaders().getFirst("Content-Encoding")));
			}
			exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
			exchange.sendResponseHeaders(this.status, -1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	String endpoint() {
		return "http://localhost:" + this.server.getAddress().getPort() + "/v1/traces";
	}

	/**
	 * Lets requests wait until {@link #goOn}.
	 */
	void hang() {
		this.mayAnswer = new CountDownLatch(1);
	}

	void goOn() {
		this.mayAnswer.countDown();
	}

	void answer(int status) {
		this.status = status;
	}

	int requests() {
		return this.requests.get();
	}

	List<Span> spans() {
		return this.spans;
	}

	/**
	 * Returns the span of an invocation.
	 */
	Span invocation(String requestId) {
		return this.spans.stream()
			.filter((span) -> span.requestId().filter(requestId::equals).isPresent())
			.findFirst()
			.orElseThrow(() -> new AssertionError("No span of the invocation " + requestId + ", only " + this.spans));
	}

	/**
	 * Returns the spans of the records of an invocation, in their order.
	 */
	List<Span> records(String requestId) {
		String traceId = invocation(requestId).traceId();
		List<Span> records = new ArrayList<>(this.spans.stream()
			.filter((span) -> span.traceId().equals(traceId) && span.name().startsWith("process "))
			.toList());
		records.sort((one, other) -> one.start().compareTo(other.start()));
		return records;
	}

	@Override
	public void close() {
		goOn();
		this.server.stop(0);
		this.threads.shutdownNow();
	}

}
