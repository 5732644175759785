package io.golambda.integration;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts DynamoDB Local once for all test classes, and passes it to methods that have a
 * parameter of type {@link DynamoDbLocal}. Each test has tables of its own.
 */
final class SharedDynamoDb implements ParameterResolver {

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == DynamoDbLocal.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		// JUnit closes it after the last test class
		return context.getRoot()
			.getStore(Namespace.create(SharedDynamoDb.class))
			.computeIfAbsent(DynamoDbLocal.class, (key) -> start());
	}

	private static DynamoDbLocal start() {
		try {
			return DynamoDbLocal.start();
		}
		catch (Exception ex) {
			throw new ParameterResolutionException("DynamoDB Local did not start", ex);
		}
	}

}
