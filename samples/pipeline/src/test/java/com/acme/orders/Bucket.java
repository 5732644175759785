package com.acme.orders;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A bucket on this computer, from which the AWS SDK gets objects as from Amazon S3.
 */
final class Bucket implements AutoCloseable {

	static final String NAME = "drawings";

	private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	Bucket() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange; OutputStream body = exchange.getResponseBody()) {
			String path = exchange.getRequestURI().getPath();
			this.requests.add(exchange.getRequestMethod() + " " + path);
			byte[] object = this.objects.get(path);
			exchange.sendResponseHeaders((object != null) ? 200 : 404, (object != null) ? object.length : -1);
			if (object != null) {
				body.write(object);
			}
		}
	}

	/**
	 * Puts an object as AWS's extended client does.
	 * @return the message with the pointer to it
	 */
	String put(String key, String object) {
		this.objects.put("/" + NAME + "/" + key, object.getBytes(UTF_8));
		return """
				["software.amazon.payloadoffloading.PayloadS3Pointer",{"s3BucketName":"%s","s3Key":"%s"}]"""
			.formatted(NAME, key);
	}

	/**
	 * Returns the requests so far.
	 */
	List<String> requests() {
		return this.requests;
	}

	/**
	 * Returns the environment variables that direct a function to this bucket.
	 */
	Map<String, String> variables() {
		return Map.of("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + this.server.getAddress().getPort(),
				"AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any", "GOLAMBDA_LARGEPAYLOAD_BUCKETS", NAME);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
