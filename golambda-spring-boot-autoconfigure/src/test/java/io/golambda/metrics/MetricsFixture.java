package io.golambda.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.micrometer.core.instrument.Clock;

import io.golambda.event.Event;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;

/**
 * A registry whose valid lines are kept, and a chain that writes them.
 */
final class MetricsFixture {

	private final List<EmbeddedLine> lines = new CopyOnWriteArrayList<>();

	private final LambdaMeterRegistry registry;

	private final InvocationChain chain;

	MetricsFixture() {
		this(MetricsSettings.of("Shop"));
	}

	MetricsFixture(MetricsSettings settings) {
		this(settings, Map.of("AWS_LAMBDA_FUNCTION_NAME", "orders"));
	}

	MetricsFixture(MetricsSettings settings, Map<String, String> variables) {
		LambdaEnvironment environment = LambdaEnvironment.of(variables);
		this.registry = new LambdaMeterRegistry(settings, environment, Clock.SYSTEM,
				(line) -> this.lines.add(EmbeddedLine.of(line)));
		this.chain = new InvocationChain(environment,
				List.of(OuterInterceptor.of(InterceptorOrder.METRICS, this.registry.interceptor())), List.of(),
				List::of);
	}

	LambdaMeterRegistry registry() {
		return this.registry;
	}

	InvocationChain chain() {
		return this.chain;
	}

	/**
	 * Runs code as an invocation and returns the lines that it wrote.
	 */
	List<EmbeddedLine> invoke(Runnable function) {
		return invoke(Event.of("{}"), (invocation) -> {
			function.run();
			return null;
		});
	}

	List<EmbeddedLine> invoke(Event event, InvocationInterceptor.Chain function) {
		return written(() -> this.chain.invoke(event, function));
	}

	List<EmbeddedLine> written(Callable<?> work) {
		int before = this.lines.size();
		try {
			work.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return new ArrayList<>(this.lines.subList(before, this.lines.size()));
	}

	List<EmbeddedLine> lines() {
		return this.lines;
	}

	/**
	 * Returns the only line with a metric.
	 */
	static EmbeddedLine line(List<EmbeddedLine> lines, String metric) {
		List<EmbeddedLine> found = lines(lines, metric, (line) -> true);
		if (found.size() != 1) {
			throw new AssertionError(found.size() + " lines with " + metric + " in " + lines);
		}
		return found.get(0);
	}

	static List<EmbeddedLine> lines(List<EmbeddedLine> lines, String metric, Predicate<EmbeddedLine> which) {
		return lines.stream().filter((line) -> line.names().contains(metric)).filter(which).toList();
	}

	static double sum(List<EmbeddedLine> lines, String metric) {
		return lines(lines, metric, (line) -> true).stream()
			.flatMap((line) -> line.values(metric).stream())
			.mapToDouble(Double::doubleValue)
			.sum();
	}

}
