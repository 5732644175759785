package io.golambda.local;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link LocalFunction}.
 *
 * @param name the name of the function
 * @param handler the handler, as in Lambda's configuration
 * @param state the state of its processes
 * @param concurrency the maximum number of processes
 * @param timeout how long an invocation may take
 * @param runsLambdaClient whether Lambda's own runtime client runs the function, or
 * golambda's substitute
 * @param restarts the number of processes that have replaced an earlier one
 * @param lastRestartReason why the last of them was started, or {@code null}
 * @param pendingChange the files whose change makes the next event start a new process,
 * or {@code null}
 */
public record FunctionStatus(String name, String handler, State state, int concurrency, Duration timeout,
		boolean runsLambdaClient, int restarts, @Nullable String lastRestartReason, @Nullable String pendingChange) {

	/**
	 * The state of the processes of a function.
	 */
	public enum State {

		/**
		 * A process is starting.
		 */
		STARTING,

		/**
		 * A process waits for an event.
		 */
		READY,

		/**
		 * A process handles an event.
		 */
		RUNNING,

		/**
		 * There is no process: the next event starts one.
		 */
		STOPPED,

		/**
		 * The last process failed to start: the next event starts another one.
		 */
		FAILED

	}

}
