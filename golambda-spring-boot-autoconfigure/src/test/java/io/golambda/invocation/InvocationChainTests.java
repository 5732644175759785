package io.golambda.invocation;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class InvocationChainTests {

	@Test
	void contextWithoutRequestIdHasAnEmptyOne() throws Exception {
		Context context = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(),
				new Class<?>[] { Context.class }, (proxy, method, arguments) -> null);
		Object id = new InvocationChain(List.of()).invoke(Event.of("{}", context), Invocation::requestId);
		assertThat(id).isEqualTo("");
	}

	private final Event event = Event.of("{}");

	@Test
	void firstInterceptorIsOutermost() throws Exception {
		List<String> calls = new ArrayList<>();
		InvocationChain chain = new InvocationChain(List.of(recording("a", calls), recording("b", calls)));
		Object result = chain.invoke(this.event, (invocation) -> {
			calls.add("function");
			return "answer";
		});
		assertThat(result).isEqualTo("answer");
		assertThat(calls).containsExactly("a in", "b in", "function", "b out", "a out");
	}

	@Test
	void callsTheFunctionWithoutInterceptors() throws Exception {
		assertThat(new InvocationChain(List.of()).invoke(this.event, Invocation::event)).isSameAs(this.event);
	}

	@Test
	void interceptorMayReplaceTheFunction() throws Exception {
		InvocationChain chain = new InvocationChain(List.of((invocation, rest) -> "instead"));
		assertThat(chain.invoke(this.event, (invocation) -> {
			throw new AssertionError("not called");
		})).isEqualTo("instead");
	}

	@Test
	void interceptorMayRetry() throws Exception {
		List<Integer> tries = new ArrayList<>();
		InvocationChain chain = new InvocationChain(List.of((invocation, rest) -> {
			try {
				return rest.proceed(invocation);
			}
			catch (IOException ex) {
				return rest.proceed(invocation);
			}
		}));
		assertThat(chain.invoke(this.event, (invocation) -> {
			tries.add(1);
			if (tries.size() == 1) {
				throw new IOException("once");
			}
			return "second";
		})).isEqualTo("second");
	}

	@Test
	void throwsTheFunctionsExceptionUnchanged() {
		Exception failure = new Exception("checked");
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> new InvocationChain(List.of(recording("a", new ArrayList<>()))).invoke(this.event,
					(invocation) -> {
						throw failure;
					}))
			.isSameAs(failure);
		assertThat(Invocation.find()).isEmpty();
	}

	@Test
	void invocationIsCurrentInItsThreadUntilItEnds() throws Exception {
		assertThat(Invocation.find()).isEmpty();
		assertThatIllegalStateException().isThrownBy(Invocation::current)
			.withMessageContaining("pass it to other threads");
		new InvocationChain(List.of()).invoke(this.event, (invocation) -> {
			assertThat(Invocation.current()).isSameAs(invocation);
			Optional<Invocation> elsewhere = CompletableFuture.supplyAsync(Invocation::find).join();
			assertThat(elsewhere).as("in a thread that the function started").isEmpty();
			return null;
		});
		assertThat(Invocation.find()).isEmpty();
	}

	@Test
	void skipsTheInterceptorsWithinAnInvocation() throws Exception {
		List<String> calls = new ArrayList<>();
		InvocationChain chain = new InvocationChain(List.of(recording("a", calls)));
		chain.invoke(this.event, (outer) -> chain.invoke(Event.of("[]"), (inner) -> {
			assertThat(inner).isSameAs(outer);
			return null;
		}));
		assertThat(calls).containsExactly("a in", "a out");
	}

	@Test
	void valuesBelongToTheirInvocation() throws Exception {
		InvocationChain chain = new InvocationChain(List.of());
		chain.invoke(this.event, (invocation) -> {
			Invocation.current().with("customer", 17).with("none", null).with("customer", 18);
			assertThat(invocation.values()).containsEntry("customer", 18).containsEntry("none", null);
			return null;
		});
		assertThat(chain.invoke(this.event, Invocation::values)).isEqualTo(Map.of());
	}

	@Test
	void concurrentInvocationsAreIsolated() throws Exception {
		int threads = 32;
		InvocationChain chain = new InvocationChain(List.of((invocation, rest) -> {
			invocation.with("mine", invocation.event().json());
			return rest.proceed(invocation);
		}));
		CyclicBarrier together = new CyclicBarrier(threads);
		ExecutorService pool = Executors.newFixedThreadPool(threads);
		try {
			List<Future<Object>> answers = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				Event mine = Event.of("{\"i\":" + i + "}");
				answers.add(pool.submit(() -> chain.invoke(mine, (invocation) -> {
					together.await();
					return Invocation.current().values().get("mine");
				})));
			}
			for (int i = 0; i < threads; i++) {
				assertThat(answers.get(i).get()).isEqualTo("{\"i\":" + i + "}");
			}
		}
		finally {
			pool.shutdownNow();
		}
	}

	@Test
	void outerInterceptorsSurroundThoseOfTheApplication() throws Exception {
		List<String> calls = new ArrayList<>();
		InvocationChain chain = new InvocationChain(LambdaEnvironment.of(Map.of()),
				List.of(OuterInterceptor.of(InterceptorOrder.RESULT, recording("result", calls)),
						OuterInterceptor.of(InterceptorOrder.LOG_CONTEXT, recording("log", calls))),
				List.of(recording("application", calls)), List::of);
		chain.invoke(this.event, (invocation) -> calls.add("function"));
		assertThat(calls).containsExactly("log in", "result in", "application in", "function", "application out",
				"result out", "log out");
	}

	@Test
	void firstInvocationAfterAnOnDemandStartIsAColdStart() throws Exception {
		InvocationChain chain = chain("on-demand");
		assertThat(chain.invoke(this.event, Invocation::isColdStart)).isEqualTo(true);
		assertThat(chain.invoke(this.event, Invocation::isColdStart)).isEqualTo(false);
	}

	@Test
	void failedInvocationEndsTheColdStart() throws Exception {
		InvocationChain chain = chain("on-demand");
		assertThatIllegalStateException().isThrownBy(() -> chain.invoke(this.event, (invocation) -> {
			throw new IllegalStateException("broken");
		}));
		assertThat(chain.invoke(this.event, Invocation::isColdStart)).isEqualTo(false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "provisioned-concurrency", "snap-start", "lambda-managed-instances" })
	void invocationIsNoColdStartAfterAnotherInitialization(String initializationType) throws Exception {
		assertThat(chain(initializationType).invoke(this.event, Invocation::isColdStart)).isEqualTo(false);
	}

	@Test
	void invocationIsNoColdStartOutsideLambda() throws Exception {
		assertThat(new InvocationChain(List.of()).invoke(this.event, Invocation::isColdStart)).isEqualTo(false);
	}

	@Test
	void recordHasTheColdStartOfItsInvocation() throws Exception {
		Event queue = Event.encapSqs("blue");
		List<Boolean> seen = new ArrayList<>();
		chain("on-demand").invoke(queue, (invocation) -> {
			invocation.process(queue.records().get(0), () -> seen.add(Invocation.current().isColdStart()));
			return null;
		});
		assertThat(seen).containsExactly(true);
	}

	private static InvocationChain chain(String initializationType) {
		return new InvocationChain(LambdaEnvironment.of(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", initializationType)),
				List.of(), List.of(), List::of);
	}

	private static InvocationInterceptor recording(String name, List<String> calls) {
		return (invocation, rest) -> {
			calls.add(name + " in");
			try {
				return rest.proceed(invocation);
			}
			finally {
				calls.add(name + " out");
			}
		};
	}

}
