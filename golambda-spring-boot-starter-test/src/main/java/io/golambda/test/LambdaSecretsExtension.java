package io.golambda.test;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import io.golambda.secret.SecretException;
import io.golambda.secret.SecretValues;

/**
 * Passes the secrets of a test class to its application, and restores them after each
 * test.
 */
final class LambdaSecretsExtension implements BeforeAllCallback, TestInstancePreConstructCallback, BeforeEachCallback,
		AfterEachCallback, AfterAllCallback, ParameterResolver {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LambdaSecrets.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		enter(context);
	}

	// in the thread of the test, before its application starts
	@Override
	public void preConstructTestInstance(TestInstanceFactoryContext instance, ExtensionContext context) {
		enter(context);
	}

	private static void enter(ExtensionContext context) {
		SecretDefinitions.of(context.getRequiredTestClass()).ifPresent(SecretDefinitions::enter);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		SecretDefinitions.leave();
		find(context).ifPresent((standIn) -> context.getStore(NAMESPACE).put(SecretRead.class, standIn.reads().size()));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		find(context).ifPresent((standIn) -> {
			int before = context.getStore(NAMESPACE).getOrDefault(SecretRead.class, Integer.class, 0);
			List<String> read = standIn.reads()
				.stream()
				.skip(before)
				.filter((each) -> each.operation().equals("GetSecretValue"))
				.map(SecretRead::name)
				.distinct()
				.toList();
			standIn.reset(before);
			SpringExtension.getApplicationContext(context)
				.getBeanProvider(SecretValues.class)
				.ifAvailable((values) -> read.forEach((name) -> refresh(values, name)));
			standIn.reset(before);
		});
	}

	private static void refresh(SecretValues values, String name) {
		try {
			values.refresh(name, byte[].class);
		}
		catch (SecretException ex) {
			// the test read a secret that does not exist
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		SecretDefinitions.leave();
	}

	private static Optional<SecretsStandIn> find(ExtensionContext context) {
		if (!SpringTest.isSpring(context)) {
			return Optional.empty();
		}
		ApplicationContext application = SpringExtension.getApplicationContext(context);
		return Optional.ofNullable(application.getBeanProvider(SecretsStandIn.class).getIfAvailable());
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == SecretsStandIn.class && !parameter.isAnnotated(Autowired.class);
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		if (SpringTest.isSpring(context)) {
			return SpringExtension.getApplicationContext(context).getBean(SecretsStandIn.class);
		}
		// closed by JUnit together with the store of the test
		return context.getStore(NAMESPACE)
			.computeIfAbsent(SecretsStandIn.class,
					(type) -> SecretDefinitions.of(context.getRequiredTestClass()).orElseThrow().start(),
					SecretsStandIn.class);
	}

}
