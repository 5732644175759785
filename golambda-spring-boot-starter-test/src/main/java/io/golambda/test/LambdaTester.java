package io.golambda.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.local.event.JsonClientContext;

/**
 * Invokes the function of a Spring test as Lambda does, with all interceptors, from the
 * event to the bytes of the answer: <pre>
 * &#64;SpringBootTest
 * class ColorsTests {
 *
 * 	&#64;Autowired
 * 	LambdaTester lambda;
 *
 * 	&#64;Test
 * 	void joinsColors() {
 * 		assertThat(this.lambda.invoke(Event.encapSqs(new Color("blue"), new Color("orange"))))
 * 			.answers("blue:orange")
 * 			.logs("joined");
 * 	}
 *
 * 	&#64;Test
 * 	void leavesWhatDoesNotFitIntoTheTime() {
 * 		assertThat(this.lambda.withDeadline(Duration.ofSeconds(1)).invoke(Event.encapSqs(1, 2, 3)))
 * 			.hasUntriedRecords(1, 2);
 * 	}
 *
 * }
 * </pre>
 * <p>
 * Each {@code with} method returns a copy, so a test cannot change the tester of another.
 * The function runs in the thread of the test, so a transaction of the test applies to
 * it. An exception of the function is part of the result, as in Lambda.
 * <p>
 * In a slice test, {@link AutoConfigureLambdaTester} provides it. Immutable and
 * thread-safe.
 *
 * @see LambdaResult
 */
public final class LambdaTester {

	private final Supplier<LambdaInvoker> invoker;

	private final Supplier<JsonMapper> mapper;

	private final InvocationLogs logs;

	private final InvocationSettings settings;

	LambdaTester(Supplier<LambdaInvoker> invoker, Supplier<JsonMapper> mapper, InvocationLogs logs,
			InvocationSettings settings) {
		this.invoker = invoker;
		this.mapper = mapper;
		this.logs = logs;
		this.settings = settings;
	}

	/**
	 * Invokes the function.
	 * @param event the event; its context is replaced
	 * @return the result, also if the function fails
	 * @throws IllegalStateException if the test has no function
	 */
	public LambdaResult invoke(Event event) {
		return invoke(this.invoker.get(), event);
	}

	/**
	 * Invokes the function.
	 * @param event the bytes of the event
	 * @return the result, also if the function fails
	 * @throws IllegalStateException if the test has no function
	 */
	public LambdaResult invoke(byte[] event) {
		return invoke(Event.of(event));
	}

	/**
	 * Invokes the function.
	 * @param event the event as JSON
	 * @return the result, also if the function fails
	 * @throws IllegalStateException if the test has no function
	 */
	public LambdaResult invoke(String event) {
		return invoke(event.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Invokes the function several times at once, as Lambda's managed instances do.
	 * @param count how often
	 * @param event the event
	 * @return the results, each with its own log lines
	 * @throws IllegalArgumentException if the count is not positive
	 * @throws IllegalStateException if the test has no function
	 */
	public List<LambdaResult> invokeInParallel(int count, Event event) {
		if (count < 1) {
			throw new IllegalArgumentException("The function cannot be invoked " + count + " times.");
		}
		return invokeInParallel(Collections.nCopies(count, event));
	}

	/**
	 * Invokes the function for all events at once, each in a thread of its own.
	 * @param events the events
	 * @return the results in the order of the events, each with its own log lines
	 * @throws IllegalStateException if the test has no function, or its thread is
	 * interrupted
	 */
	public List<LambdaResult> invokeInParallel(List<Event> events) {
		if (events.isEmpty()) {
			return List.of();
		}
		LambdaInvoker function = this.invoker.get();
		ExecutorService threads = Executors.newFixedThreadPool(events.size());
		try {
			CountDownLatch ready = new CountDownLatch(events.size());
			List<Future<LambdaResult>> running = new ArrayList<>();
			for (Event event : events) {
				running.add(threads.submit(() -> {
					ready.countDown();
					ready.await();
					return invoke(function, event);
				}));
			}
			List<LambdaResult> results = new ArrayList<>();
			for (Future<LambdaResult> result : running) {
				results.add(result.get());
			}
			return List.copyOf(results);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The test was interrupted while the function was running.", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The function could not be invoked.", ex.getCause());
		}
		finally {
			threads.shutdownNow();
		}
	}

	private LambdaResult invoke(LambdaInvoker function, Event event) {
		InvocationRecording recording = new InvocationRecording();
		String requestId = (this.settings.requestId() != null) ? this.settings.requestId()
				: UUID.randomUUID().toString();
		TesterContext context = new TesterContext(requestId, this.settings, recording);
		Event invoked = Event.of(event.bytes(), context);
		byte @Nullable [] answer = null;
		Throwable exception = null;
		this.logs.begin();
		long start = System.nanoTime();
		try {
			answer = function.invoke(invoked);
		}
		catch (Throwable ex) {
			exception = ex;
		}
		finally {
			this.logs.end();
		}
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		return new LambdaResult(invoked, requestId, answer, exception, recording, this.logs.isSupported(), duration,
				duration.compareTo(this.settings.deadline()) > 0, this.mapper.get());
	}

	/**
	 * Returns a tester with a request id. By default each invocation has a random one.
	 * @param requestId the request id
	 * @return another tester
	 */
	public LambdaTester withRequestId(String requestId) {
		return with(this.settings.withRequestId(requestId));
	}

	/**
	 * Returns a tester with another deadline. The default is 15 minutes, the longest
	 * timeout of Lambda. The function can see how much time remains, and shortly before
	 * it is reported or interrupted as {@code golambda.timeout.*} configures. Unlike
	 * Lambda, the tester does not end it at its deadline, but see
	 * {@link LambdaResult#isTimedOut()}.
	 * @param deadline the time from the start of an invocation to its deadline
	 * @return another tester
	 * @throws IllegalArgumentException if the time is negative
	 */
	public LambdaTester withDeadline(Duration deadline) {
		return with(this.settings.withDeadline(deadline));
	}

	/**
	 * Returns a tester with a tenant id.
	 * @param tenantId the tenant id
	 * @return another tester
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html">Tenant
	 * isolation</a>
	 */
	public LambdaTester withTenantId(String tenantId) {
		return with(this.settings.withTenantId(tenantId));
	}

	/**
	 * Returns a tester with a client context.
	 * @param json the JSON object that a caller of Lambda sends, with the members
	 * {@code custom}, {@code env} and {@code client}, each optional
	 * @return another tester
	 * @throws IllegalArgumentException if it is not a JSON object
	 */
	public LambdaTester withClientContext(String json) {
		return with(this.settings.withClientContext(JsonClientContext.of(json)));
	}

	/**
	 * Returns a tester with another name of the function. The default is
	 * {@code function}.
	 * @param name the name in Lambda's context
	 * @return another tester
	 */
	public LambdaTester withFunctionName(String name) {
		return with(this.settings.withFunctionName(name));
	}

	/**
	 * Returns a tester with another ARN of the function. By default it has the name of
	 * the function, in {@code us-east-1}.
	 * @param arn the ARN by which the function is invoked, possibly with an alias
	 * @return another tester
	 */
	public LambdaTester withFunctionArn(String arn) {
		return with(this.settings.withFunctionArn(arn));
	}

	/**
	 * Returns a tester with a trace header of AWS X-Ray.
	 * @param header the header, such as
	 * {@code Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1}
	 * @return another tester
	 */
	public LambdaTester withTraceHeader(String header) {
		return with(this.settings.withTraceHeader(header));
	}

	private LambdaTester with(InvocationSettings changed) {
		return new LambdaTester(this.invoker, this.mapper, this.logs, changed);
	}

}
