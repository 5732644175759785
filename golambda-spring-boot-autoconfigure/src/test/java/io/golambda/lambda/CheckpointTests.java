package io.golambda.lambda;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.golambda.autoconfigure.FunctionAutoConfiguration;
import io.golambda.event.Event;
import io.golambda.invocation.Invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Calls the methods of a checkpoint like Lambda's runtime, on a JVM without CRaC.
 */
@ExtendWith(OutputCaptureExtension.class)
class CheckpointTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FunctionAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void runsTheFunctionForEachSampleEvent() {
		this.runner
			.withPropertyValues(
					"golambda.priming.events=classpath:events/sqs-typical.json,classpath:events/sqs-fifo.json")
			.run((context) -> {
				Checkpoint checkpoint = new Checkpoint(context);
				checkpoint.beforeCheckpoint(null);
				checkpoint.afterRestore(null);
				assertThat(context.getBean(Application.class).seen).containsExactly(2, 1);
				assertThat(Invocation.find()).as("nothing of it stays for after the restore").isEmpty();
			});
	}

	@Test
	void doesNotRunTheFunctionWithoutSampleEvents() {
		this.runner.run((context) -> {
			new Checkpoint(context).beforeCheckpoint(null);
			assertThat(context.getBean(Application.class).seen).isEmpty();
		});
	}

	@Test
	void logsAFailedSampleEventAndContinues(CapturedOutput output) {
		this.runner
			.withPropertyValues(
					"golambda.priming.events=classpath:events/sns-typical.json,classpath:events/missing.json,"
							+ "classpath:events/sqs-fifo.json")
			.run((context) -> {
				new Checkpoint(context).beforeCheckpoint(null);
				assertThat(context.getBean(Application.class).seen).containsExactly(1);
				assertThat(output).contains("The priming event class path resource [events/sns-typical.json] failed, ")
					.contains("The priming event class path resource [events/missing.json] failed, ")
					.contains("remove it from golambda.priming.events");
			});
	}

	@Test
	void failedSampleEventStopsTheDeploymentIfConfigured() {
		this.runner
			.withPropertyValues("golambda.priming.events=classpath:events/sns-typical.json",
					"golambda.priming.fail-on-error=true")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> new Checkpoint(context).beforeCheckpoint(null))
				.withMessageContaining("sns-typical.json"));
	}

	@Test
	void registersWithTheJvm() {
		this.runner.run((context) -> assertThat(Checkpoint.register(context)).isInstanceOf(Checkpoint.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		final List<Integer> seen = new CopyOnWriteArrayList<>();

		@Bean
		Function<Event, String> function() {
			return (event) -> {
				this.seen.add(event.decapSqs().size());
				return "";
			};
		}

	}

}
