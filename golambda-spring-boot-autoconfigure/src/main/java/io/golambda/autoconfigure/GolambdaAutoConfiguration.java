package io.golambda.autoconfigure;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.EventMapper;
import io.golambda.invocation.ErrorReporter;
import io.golambda.invocation.InterceptorOrder;
import io.golambda.invocation.InvocationChain;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.invocation.OuterInterceptor;
import io.golambda.invocation.RecordInterceptor;
import io.golambda.lambda.EventFactory;
import io.golambda.lambda.EventMessageConverter;
import io.golambda.lambda.LambdaFunctions;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.lambda.Priming;
import io.golambda.lambda.ResultInterceptor;
import io.golambda.logging.DebugOnFailureInterceptor;
import io.golambda.logging.ErrorInterceptor;
import io.golambda.logging.ErrorLog;
import io.golambda.logging.LineFormat;
import io.golambda.logging.LogContextInterceptor;
import io.golambda.secret.SecretReader;
import io.golambda.secret.SecretValues;

/**
 * Auto-configuration of the invocation: the function, the chain around it, and golambda's
 * own links of that chain.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(FunctionCatalog.class)
@EnableConfigurationProperties(PrimingProperties.class)
public final class GolambdaAutoConfiguration {

	private static final String AWS_EVENT = "com.amazonaws.services.lambda.runtime.events.SQSEvent";

	@Bean
	OuterInterceptor golambdaLogContextInterceptor(Environment environment) {
		LoggingProperties properties = LoggingProperties.of(environment);
		return OuterInterceptor
			.of(InterceptorOrder.LOG_CONTEXT,
					new LogContextInterceptor(
							(properties.logEvent() != LogLevel.OFF) ? Level.valueOf(properties.logEvent().name())
									: null,
							properties.debugOnFailure(), properties.debugSampleRate(),
							CorrelationIds.of(properties.correlationId()),
							LambdaEnvironment.current().initializationType().orElse(null)));
	}

	// for tests that look at the lines
	@Bean
	@Lazy
	LineFormat golambdaLineFormat(Environment environment) {
		return LoggingProperties.of(environment)
			.lineFormat(LambdaEnvironment.current().variables(), ErrorProperties.of(environment).folding());
	}

	// whether this is switched on is only known at run time, even after Spring AOT
	@Bean
	@Nullable OuterInterceptor golambdaDebugOnFailureInterceptor(Environment environment) {
		return LoggingProperties.of(environment).debugOnFailure()
				? OuterInterceptor.of(InterceptorOrder.DEBUG_ON_FAILURE, new DebugOnFailureInterceptor()) : null;
	}

	@Bean
	OuterInterceptor golambdaErrorInterceptor(Environment environment, ObjectProvider<ErrorReporter> reporters) {
		ErrorProperties properties = ErrorProperties.of(environment);
		return OuterInterceptor.of(InterceptorOrder.ERROR,
				new ErrorInterceptor(new ErrorLog(reporters.orderedStream().toList(), properties.ignored()),
						properties.trimRuntimeOutput()));
	}

	@Bean
	OuterInterceptor golambdaResultInterceptor(ObjectProvider<JsonMapper> mapper) {
		return OuterInterceptor.of(InterceptorOrder.RESULT, new ResultInterceptor(mapperOf(mapper)));
	}

	@Bean
	InvocationChain golambdaInvocationChain(ObjectProvider<OuterInterceptor> outer,
			ObjectProvider<InvocationInterceptor> interceptors, ObjectProvider<RecordInterceptor> recordInterceptors) {
		return new InvocationChain(LambdaEnvironment.current(), outer.stream().toList(),
				interceptors.orderedStream().toList(), () -> recordInterceptors.orderedStream().toList());
	}

	@Bean
	LambdaFunctions golambdaFunctions(ConfigurableListableBeanFactory beans, Environment environment,
			EventFactory events) {
		return new LambdaFunctions(beans, environment, events);
	}

	// lazy: only who runs the function as Lambda does needs to know which it is
	@Bean
	@Lazy
	LambdaInvoker golambdaInvoker(LambdaFunctions functions, InvocationChain chain, EventFactory events,
			ObjectProvider<JsonMapper> mapper) {
		return new LambdaInvoker(functions, chain, events, mapperOf(mapper));
	}

	@Bean
	@Lazy
	Priming golambdaPriming(LambdaInvoker invoker, PrimingProperties properties) {
		return new Priming(invoker, properties.events(), properties.failOnError());
	}

	@Bean
	EventFactory golambdaEventFactory(Environment environment, ObjectProvider<JsonMapper> mapper) {
		return new EventFactory(new EventMapper(mapperOf(mapper), EventProperties.of(environment).inflatedBytes()));
	}

	@Bean
	EventMessageConverter golambdaEventMessageConverter(EventFactory events) {
		return new EventMessageConverter(events);
	}

	@Bean
	@ConditionalOnMissingBean
	SecretValues golambdaSecretValues(Environment environment, ConfigurableListableBeanFactory beans,
			ObjectProvider<JsonMapper> mapper) {
		SecretReader reader = new SecretReader(SecretsSettings.clientSettings(environment),
				() -> SecretsEnvironmentPostProcessor.customizers(beans.getBeanClassLoader()),
				(type) -> beans.getBeanProvider(type).getIfUnique());
		return new SecretValues(reader, LambdaEnvironment.current().variables(),
				SecretsSettings.timeToLive(environment), Clock.systemUTC(), () -> mapperOf(mapper));
	}

	/**
	 * Reads and writes AWS's event classes by AWS's serialization, wherever the
	 * application's mapper meets them.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = { AWS_EVENT, "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer" })
	static class AwsEventClassesConfiguration {

		@Bean
		JacksonModule golambdaAwsEventClassesModule() {
			return EventMapper.awsModule();
		}

	}

	/**
	 * Spares the set-up of Joda-Time's module where nothing of Joda-Time is bound.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(value = JsonMapperBuilderCustomizer.class, name = LazyJodaModule.CLASS_NAME)
	static class JodaConfiguration {

		@Bean
		JsonMapperBuilderCustomizer golambdaJodaCustomizer() {
			return (builder) -> {
				List<JacksonModule> joda = new ArrayList<>();
				builder.withModules((module) -> {
					if (module.getClass().getName().equals(LazyJodaModule.CLASS_NAME)) {
						joda.add(module);
					}
				});
				joda.forEach((module) -> builder.addModule(new LazyJodaModule(module)));
			};
		}

	}

	static JsonMapper mapperOf(ObjectProvider<JsonMapper> mapper) {
		return mapper.getIfAvailable(() -> JsonMapper.builder().build());
	}

}
