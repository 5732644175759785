package io.golambda.autoconfigure;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.aot.BeanRegistrationCode;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragments;
import org.springframework.beans.factory.aot.BeanRegistrationCodeFragmentsDecorator;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.javapoet.CodeBlock;

/**
 * Writes down in the generated bean definitions which annotations beans do not have, for
 * {@link UnannotatedBeans}.
 */
final class UnannotatedBeanAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
		RootBeanDefinition definition = bean.getMergedBeanDefinition();
		Class<?> type = bean.getBeanClass();
		if (bean.isInnerBean() || InfrastructureBeans.contain(definition) || FactoryBean.class.isAssignableFrom(type)) {
			return null;
		}
		Executable creator = (definition.getFactoryMethodName() != null)
				? bean.resolveInstantiationDescriptor().executable() : null;
		Method factory = (creator instanceof Method method) ? method : null;
		List<String> absent = new ArrayList<>();
		for (SearchedAnnotation annotation : SearchedAnnotation.values()) {
			if (!annotation.isOn(type, factory)) {
				definition.setAttribute(annotation.absence(), type.getName());
				absent.add(annotation.absence());
			}
		}
		return absent.isEmpty() ? null : BeanRegistrationAotContribution
			.withCustomCodeFragments((fragments) -> new WithAttributes(fragments, absent));
	}

	/**
	 * Generates code that sets attributes of a bean definition.
	 */
	private static final class WithAttributes extends BeanRegistrationCodeFragmentsDecorator {

		private final List<String> names;

		WithAttributes(BeanRegistrationCodeFragments fragments, List<String> names) {
			super(fragments);
			this.names = names;
		}

		@Override
		public CodeBlock generateSetBeanDefinitionPropertiesCode(GenerationContext context, BeanRegistrationCode code,
				RootBeanDefinition definition, Predicate<String> attributes) {
			return super.generateSetBeanDefinitionPropertiesCode(context, code, definition,
					attributes.or(this.names::contains));
		}

	}

}
