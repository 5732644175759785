package io.golambda.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Measures a process of the function and its invocations. Thread-safe.
 */
final class ProcessRun {

	private static final Path PROC = Path.of("/proc");

	private final long startedAt = System.nanoTime();

	private final FunctionListener listener;

	private final ProcessLog log;

	private final @Nullable CodeFolders code;

	private final CodeFolders.@Nullable Snapshot snapshot;

	private volatile @Nullable Duration init;

	private boolean invoked;

	private volatile long pid = -1;

	private volatile @Nullable ProcessOutput output;

	/**
	 * Begins with the start of a process.
	 * @param listener the listener for its invocations and lines
	 * @param waiting returns the request id of the invocation that waits for the start,
	 * or {@code null} if that is not known
	 * @param code the folders with the code, or {@code null} not to watch them
	 * @param snapshot the code that the process loads, or {@code null}
	 */
	ProcessRun(FunctionListener listener, Supplier<@Nullable String> waiting, @Nullable CodeFolders code,
			CodeFolders.@Nullable Snapshot snapshot) {
		this.listener = listener;
		this.log = new ProcessLog(listener, waiting);
		this.code = code;
		this.snapshot = snapshot;
	}

	/**
	 * Creates a run of a process that was started by other means.
	 */
	static ProcessRun unobserved() {
		return new ProcessRun(new FunctionListener() {
		}, () -> null, null, null);
	}

	ProcessLog log() {
		return this.log;
	}

	void attach(long pid, @Nullable ProcessOutput output) {
		this.pid = pid;
		this.output = output;
	}

	/**
	 * Returns the files that have changed since the process was started, or {@code null}
	 * if it runs the current code.
	 */
	@Nullable String outdated() {
		return (this.code != null && this.snapshot != null) ? this.snapshot.changeTo(this.code.scan()) : null;
	}

	/**
	 * The process is ready for an event.
	 */
	void ready() {
		if (this.init == null) {
			this.init = Duration.ofNanos(System.nanoTime() - this.startedAt);
		}
		this.listener.statusChanged();
	}

	boolean isReady() {
		return this.init != null;
	}

	/**
	 * Attributes the lines of a failed start to an invocation that fails for this reason.
	 */
	void failedToStart(String requestId) {
		awaitOutput();
		this.log.started(requestId);
	}

	Measurement start(String requestId) {
		// lines that are still in the pipe belong to the earlier invocation
		awaitOutput();
		boolean first;
		synchronized (this) {
			first = !this.invoked;
			this.invoked = true;
		}
		Measurement measurement = new Measurement(requestId, first ? this.init : null, System.nanoTime());
		this.listener.started(requestId, measurement.init);
		this.log.started(requestId);
		return measurement;
	}

	private void awaitOutput() {
		ProcessOutput current = this.output;
		if (current != null) {
			current.awaitRead();
		}
	}

	private @Nullable Integer memoryMegabytes() {
		Path status = PROC.resolve(String.valueOf(this.pid)).resolve("status");
		if (this.pid < 0 || !Files.isReadable(status)) {
			return null;
		}
		try (Stream<String> lines = Files.lines(status)) {
			return lines.filter((line) -> line.startsWith("VmHWM:"))
				.map((line) -> (int) ((Long.parseLong(line.replaceAll("\\D", "")) + 1023) / 1024))
				.findFirst()
				.orElse(null);
		}
		catch (IOException | RuntimeException ex) {
			// the process has exited
			return null;
		}
	}

	/**
	 * A running invocation.
	 */
	final class Measurement {

		private final String requestId;

		private final @Nullable Duration init;

		private final long startedAt;

		private Measurement(String requestId, @Nullable Duration init, long startedAt) {
			this.requestId = requestId;
			this.init = init;
			this.startedAt = startedAt;
		}

		InvocationReport end(boolean timedOut) {
			Duration duration = Duration.ofNanos(System.nanoTime() - this.startedAt);
			Integer memory = memoryMegabytes();
			awaitOutput();
			ProcessRun.this.log.ended(this.requestId);
			return new InvocationReport(this.init, duration, memory, timedOut);
		}

	}

}
