package io.golambda.autoconfigure;

import java.util.List;
import java.util.function.Function;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds the beans of a type: only the primary one if there is one, otherwise all in their
 * order.
 */
final class RegisteredBeans implements Function<Class<?>, List<?>> {

	private final ListableBeanFactory beans;

	RegisteredBeans(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public List<?> apply(Class<?> type) {
		ObjectProvider<?> candidates = this.beans.getBeanProvider(type);
		Object unique = candidates.getIfUnique();
		return (unique != null) ? List.of(unique) : candidates.orderedStream().toList();
	}

}
