package io.golambda.local;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The processes of a function, which request events from one queue. Replaces a process
 * that accepts no more events when an event waits for it. Thread-safe.
 */
final class FunctionPool {

	static final Duration GRACE_PERIOD = Duration.ofSeconds(2);

	private final Settings settings;

	private final BlockingDeque<LocalInvocation> pending = new LinkedBlockingDeque<>();

	private final AtomicInteger unfinished = new AtomicInteger();

	// those that accept events
	private final Set<FunctionProcess> processes = new LinkedHashSet<>();

	// with those that are about to exit
	private final Set<FunctionProcess> alive = new LinkedHashSet<>();

	private final ExecutorService starter = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "golambda-local-starter");
		thread.setDaemon(true);
		return thread;
	});

	// for work that waits; the common pool, which may have one thread, reports the end of
	// processes
	private final ExecutorService blocking = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "golambda-local-blocking");
		thread.setDaemon(true);
		return thread;
	});

	private volatile CodeFolders.@Nullable Snapshot snapshot;

	private volatile @Nullable String pendingChange;

	private boolean starting;

	private boolean startFailed;

	private boolean closed;

	private int restarts;

	private @Nullable String restartReason;

	private @Nullable String lastRestartReason;

	private FunctionPool(Settings settings) {
		this.settings = settings;
	}

	/**
	 * Starts the first process.
	 */
	static FunctionPool start(Settings settings) throws IOException {
		FunctionPool pool = new FunctionPool(settings);
		if (settings.code != null) {
			pool.snapshot = settings.code.scan();
		}
		pool.startProcess();
		return pool;
	}

	/**
	 * Queues an invocation for the next free process.
	 */
	void submit(LocalInvocation invocation) {
		synchronized (this) {
			if (!this.closed) {
				this.unfinished.incrementAndGet();
				invocation.answer().thenRun(this.unfinished::decrementAndGet);
				this.pending.add(invocation);
				startProcessIfNeeded();
				return;
			}
		}
		invocation.fail(closedAnswer());
	}

	private synchronized void startProcessIfNeeded() {
		int needed = Math.min(this.settings.concurrency, this.unfinished.get());
		if (this.starting || this.closed || this.processes.size() >= needed || this.pending.isEmpty()) {
			return;
		}
		this.starting = true;
		this.starter.execute(this::startNextProcess);
	}

	private void startNextProcess() {
		try {
			CodeFolders code = this.settings.code;
			CodeFolders.Snapshot before = this.snapshot;
			if (code != null && before != null) {
				this.snapshot = code.awaitUnchanged(before);
			}
			startProcess();
		}
		catch (IOException | RuntimeException ex) {
			LocalInvocation invocation = this.pending.poll();
			if (invocation != null) {
				invocation.fail("Runtime.ExitError",
						"The process of the function cannot be started: " + ex.getMessage());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			synchronized (this) {
				this.starting = false;
			}
		}
		this.settings.listener.statusChanged();
		startProcessIfNeeded();
	}

	private void startProcess() throws IOException {
		ProcessRun run = new ProcessRun(this.settings.listener, this::waiting, this.settings.code, this.snapshot);
		RuntimeApiServer runtime = RuntimeApiServer.start(this.settings.timeout,
				this.settings.environment.functionArn(), this.pending, run);
		FunctionProcess started;
		try {
			started = FunctionProcess.start(runtime, this.settings.command, this.settings.environment, run,
					this.settings.output);
		}
		catch (IOException | RuntimeException ex) {
			runtime.stop();
			throw ex;
		}
		boolean late;
		synchronized (this) {
			late = this.closed;
			this.processes.add(started);
			this.alive.add(started);
			this.startFailed = false;
			this.pendingChange = null;
			if (this.restartReason != null) {
				this.restarts++;
				this.lastRestartReason = this.restartReason;
				this.restartReason = null;
			}
		}
		if (late) {
			started.kill();
		}
		started.retirement().thenAccept((retirement) -> retire(started, retirement));
		started.ended().thenAcceptAsync((exitCode) -> ended(started, exitCode), this.blocking);
	}

	// with several processes, another one may take it
	private @Nullable String waiting() {
		LocalInvocation first = this.pending.peek();
		return (this.settings.concurrency == 1 && first != null) ? first.id() : null;
	}

	private void retire(FunctionProcess old, RuntimeApiServer.Retirement retirement) {
		switch (retirement) {
			case TIMED_OUT -> {
				old.kill();
				replace(old, "timeout", false);
			}
			case START_FAILED -> {
				CompletableFuture.delayedExecutor(GRACE_PERIOD.toMillis(), TimeUnit.MILLISECONDS).execute(old::kill);
				replace(old, "failed start", true);
			}
			case OUTDATED -> {
				old.drain().thenRunAsync(() -> old.close(GRACE_PERIOD), this.blocking);
				replace(old, old.change(), false);
			}
		}
	}

	private void ended(FunctionProcess old, int exitCode) {
		synchronized (this) {
			this.alive.remove(old);
		}
		replace(old, "exit status " + exitCode, !old.isReady());
	}

	/**
	 * Lets a new process handle pending and future events.
	 */
	private void replace(FunctionProcess old, @Nullable String reason, boolean failed) {
		synchronized (this) {
			if (this.processes.remove(old)) {
				this.restartReason = reason;
				this.startFailed = failed;
			}
			startProcessIfNeeded();
		}
		this.settings.listener.statusChanged();
	}

	/**
	 * Finds out whether the next event starts a new process.
	 */
	void checkCode() {
		CodeFolders code = this.settings.code;
		CodeFolders.Snapshot running = this.snapshot;
		if (code != null && running != null) {
			String change = running.changeTo(code.scan());
			if (!Objects.equals(change, this.pendingChange)) {
				this.pendingChange = change;
				this.settings.listener.statusChanged();
			}
		}
	}

	FunctionStatus status() {
		Settings own = this.settings;
		synchronized (this) {
			return new FunctionStatus(own.environment.functionName(), own.command.handler(), state(), own.concurrency,
					own.timeout, own.command.runsLambdaClient(), this.restarts, this.lastRestartReason,
					this.pendingChange);
		}
	}

	private FunctionStatus.State state() {
		if (this.processes.stream().anyMatch(FunctionProcess::isRunning)) {
			return FunctionStatus.State.RUNNING;
		}
		if (this.starting || this.processes.stream().anyMatch((process) -> !process.isReady())) {
			return FunctionStatus.State.STARTING;
		}
		if (!this.processes.isEmpty()) {
			return FunctionStatus.State.READY;
		}
		return this.startFailed ? FunctionStatus.State.FAILED : FunctionStatus.State.STOPPED;
	}

	/**
	 * Shuts the processes down and waits for them, so that a JVM can write a class cache.
	 */
	void close(Duration gracePeriod) {
		List<FunctionProcess> last;
		synchronized (this) {
			this.closed = true;
			last = List.copyOf(this.alive);
		}
		this.starter.shutdownNow();
		CompletableFuture
			.allOf(last.stream()
				.map((process) -> CompletableFuture.runAsync(() -> process.close(gracePeriod), this.blocking))
				.toArray(CompletableFuture[]::new))
			.join();
		List<LocalInvocation> unanswered = new ArrayList<>();
		this.pending.drainTo(unanswered);
		unanswered.forEach((invocation) -> invocation.fail(closedAnswer()));
	}

	private static FunctionAnswer closedAnswer() {
		return FunctionAnswer.error("", "Runtime.ExitError", "The local function was closed.");
	}

	/**
	 * The settings of a function.
	 *
	 * @param command the command of each process
	 * @param environment the environment variables of each process
	 * @param timeout how long an invocation may take
	 * @param concurrency the maximum number of processes
	 * @param output the stream that receives the output, or {@code null} to inherit that
	 * of this process
	 * @param listener the listener
	 * @param code the folders that are watched, or {@code null}
	 */
	record Settings(FunctionCommand command, FunctionEnvironment environment, Duration timeout, int concurrency,
			@Nullable OutputStream output, FunctionListener listener, @Nullable CodeFolders code) {

	}

}
