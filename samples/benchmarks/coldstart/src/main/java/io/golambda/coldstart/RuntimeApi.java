package io.golambda.coldstart;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Runtime API server with minimal overhead: sends the same event each time, with one
 * write per response and without delayed acknowledgements, and takes the times where
 * bytes leave and arrive.
 */
final class RuntimeApi implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());

	private final byte[] event;

	private final int invocations;

	private final List<Long> nanos = new ArrayList<>();

	private final CountDownLatch done = new CountDownLatch(1);

	private volatile long firstAnswer;

	private volatile String answer = "";

	private volatile boolean failed;

	RuntimeApi(byte[] event, int invocations) throws IOException {
		this.event = event;
		this.invocations = invocations;
		Thread thread = new Thread(this::serve, "runtime-api");
		thread.setDaemon(true);
		thread.start();
	}

	String address() {
		return "127.0.0.1:" + this.server.getLocalPort();
	}

	/**
	 * Waits until all invocations are answered.
	 */
	boolean await(long seconds) throws InterruptedException {
		return this.done.await(seconds, TimeUnit.SECONDS) && !this.failed;
	}

	long firstAnswer() {
		return this.firstAnswer;
	}

	String answer() {
		return this.answer;
	}

	/**
	 * Returns the time of each invocation in nanoseconds, from sending the event to
	 * receiving the response.
	 */
	List<Long> nanos() {
		synchronized (this.nanos) {
			return List.copyOf(this.nanos);
		}
	}

	private void serve() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				Thread thread = new Thread(() -> serve(socket), "runtime-api-connection");
				thread.setDaemon(true);
				thread.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream());
			int sent = 0;
			long start = 0;
			String head;
			while ((head = head(in)) != null) {
				byte[] body = in.readNBytes(contentLength(head));
				if (head.contains("/invocation/next")) {
					if (sent == this.invocations) {
						this.done.countDown();
						// the client waits without a limit, as in Lambda
						in.read();
						return;
					}
					sent++;
					byte[] next = next(sent);
					start = System.nanoTime();
					socket.getOutputStream().write(next);
					continue;
				}
				long end = System.nanoTime();
				synchronized (this.nanos) {
					this.nanos.add(end - start);
				}
				if (this.firstAnswer == 0) {
					this.firstAnswer = end;
					this.answer = new String(body, StandardCharsets.UTF_8);
				}
				if (!head.contains("/response")) {
					this.answer = new String(body, StandardCharsets.UTF_8);
					this.failed = true;
					this.done.countDown();
				}
				if (sent == this.invocations) {
					this.done.countDown();
				}
				socket.getOutputStream()
					.write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
		}
		catch (IOException ex) {
			// the function was stopped
		}
	}

	private byte[] next(int number) {
		String id = String.format("565389dc-c13f-4fc0-b113-%012d", number);
		byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: " + id
				+ "\r\nLambda-Runtime-Deadline-Ms: " + (System.currentTimeMillis() + 30_000)
				+ "\r\nLambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:colors"
				+ "\r\nLambda-Runtime-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;"
				+ "Sampled=1\r\nContent-Length: " + this.event.length + "\r\n\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(head);
		out.writeBytes(this.event);
		return out.toByteArray();
	}

	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		int next;
		while ((next = in.read()) >= 0) {
			head.append((char) next);
			if (next == '\n' && head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
				return head.toString();
			}
		}
		return null;
	}

	private static int contentLength(String head) {
		for (String line : head.split("\r\n")) {
			if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
				return Integer.parseInt(line.substring(15).trim());
			}
		}
		return 0;
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
