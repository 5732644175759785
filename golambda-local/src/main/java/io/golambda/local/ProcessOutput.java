package io.golambda.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the output of a process line by line, in a thread of its own.
 */
final class ProcessOutput {

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	// for a function that prints all the time
	private static final long MAX_WAIT_MILLIS = 250;

	private final Process process;

	private final ProcessLog log;

	private final OutputStream terminal;

	private final LineSplitter splitter = new LineSplitter(this::line);

	private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();

	private final CompletableFuture<Void> finished = new CompletableFuture<>();

	private final Thread thread;

	private ProcessOutput(Process process, ProcessLog log, OutputStream terminal) {
		this.process = process;
		this.log = log;
		this.terminal = terminal;
		this.thread = new Thread(this::run, "golambda-local-output");
		this.thread.setDaemon(true);
	}

	/**
	 * Starts to read.
	 * @param terminal the stream that receives the lines too; shared by processes
	 */
	static ProcessOutput read(Process process, ProcessLog log, OutputStream terminal) {
		ProcessOutput output = new ProcessOutput(process, log, terminal);
		output.thread.start();
		return output;
	}

	/**
	 * Waits until everything is read that the process has printed up to now.
	 */
	void awaitRead() {
		CompletableFuture<Void> read = new CompletableFuture<>();
		this.waiting.add(read);
		LockSupport.unpark(this.thread);
		CompletableFuture.anyOf(read, this.finished)
			.completeOnTimeout(null, MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)
			.join();
	}

	/**
	 * Waits for the end of the output, which another process that inherited it may keep
	 * open.
	 */
	void awaitEnd(Duration atMost) {
		this.finished.copy().completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS).join();
	}

	private void run() {
		byte[] buffer = new byte[64 * 1024];
		InputStream in = this.process.getInputStream();
		try {
			// polls, so that it is known when the pipe is empty
			while (this.process.isAlive()) {
				List<CompletableFuture<Void>> readers = takeWaiting();
				int available;
				while ((available = in.available()) > 0) {
					this.splitter.accept(buffer, in.read(buffer, 0, Math.min(available, buffer.length)));
				}
				readers.forEach((reader) -> reader.complete(null));
				if (this.waiting.isEmpty()) {
					LockSupport.parkNanos(POLL_NANOS);
				}
			}
			int length;
			while ((length = in.read(buffer)) >= 0) {
				this.splitter.accept(buffer, length);
			}
		}
		catch (IOException ex) {
			// the process has exited
		}
		finally {
			this.splitter.finish();
			this.finished.complete(null);
		}
	}

	private List<CompletableFuture<Void>> takeWaiting() {
		List<CompletableFuture<Void>> readers = new ArrayList<>();
		CompletableFuture<Void> reader;
		while ((reader = this.waiting.poll()) != null) {
			readers.add(reader);
		}
		return readers;
	}

	private void line(LogLine line) {
		synchronized (this.terminal) {
			try {
				String cut = (line.cutBytes() > 0) ? " [" + line.cutBytes() + " more bytes]" : "";
				this.terminal.write((line.text() + cut + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
				this.terminal.flush();
			}
			catch (IOException ex) {
				// nobody reads the output of this process any more
			}
		}
		this.log.line(line);
	}

}
