package io.golambda.autoconfigure;

import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GeneratedMethod;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.aot.BeanFactoryInitializationCode;
import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.javapoet.ClassName;
import org.springframework.javapoet.MethodSpec;

/**
 * Lets a function that Spring AOT has processed decide at run time whether it uses
 * Sentry. Processes the beans of Sentry, and golambda's for it, apart from the other
 * beans; the generated code registers them only if there is a usable DSN, and otherwise
 * does not load their classes.
 */
final class SentryAotProcessor implements BeanFactoryInitializationAotProcessor, BeanRegistrationExcludeFilter {

	@Override
	public boolean isExcludedFromAotProcessing(RegisteredBean bean) {
		return !(bean.getBeanFactory() instanceof SentryBeans) && isSentry(bean.getMergedBeanDefinition());
	}

	private static boolean isSentry(BeanDefinition definition) {
		return Stream.of("io.sentry.spring", SentryAutoConfiguration.class.getName())
			.anyMatch((prefix) -> startsWith(definition.getBeanClassName(), prefix)
					|| startsWith(definition.getFactoryBeanName(), prefix));
	}

	private static boolean startsWith(@Nullable String name, String prefix) {
		return name != null && name.startsWith(prefix);
	}

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory instanceof SentryBeans) {
			return null;
		}
		SentryBeans beans = new SentryBeans(beanFactory);
		return (beans.getBeanDefinitionCount() > 0) ? (context, code) -> generate(beans, context, code) : null;
	}

	private static void generate(SentryBeans beans, GenerationContext context, BeanFactoryInitializationCode code) {
		ClassName initializer = new ApplicationContextAotGenerator()
			.processAheadOfTime(new GenericApplicationContext(beans), context.withName("Sentry"));
		GeneratedMethod register = context.getGeneratedClasses()
			.addForFeatureComponent("Registration", SentryAutoConfiguration.class,
					(type) -> type.addModifiers(Modifier.PUBLIC).addJavadoc("Registers the beans for Sentry."))
			.getMethods()
			.add("register", (method) -> generate(method, initializer));
		code.addInitializer(register.toMethodReference());
	}

	private static void generate(MethodSpec.Builder method, ClassName initializer) {
		method.addModifiers(Modifier.PUBLIC, Modifier.STATIC)
			.addParameter(DefaultListableBeanFactory.class, "beanFactory")
			.addParameter(Environment.class, "environment")
			.beginControlFlow("if ($T.isUsable(environment))", SentryDsn.class)
			.addStatement("new $T().initialize(new $T(beanFactory))", initializer, GenericApplicationContext.class)
			.addStatement("$T.removeDisabledBeans(beanFactory, environment)", SentrySetup.class)
			.endControlFlow();
	}

	/**
	 * The bean definitions for Sentry of another bean factory.
	 */
	@SuppressWarnings("serial")
	private static final class SentryBeans extends DefaultListableBeanFactory {

		SentryBeans(ConfigurableListableBeanFactory all) {
			super(all);
			for (String name : all.getBeanDefinitionNames()) {
				if (isSentry(all.getMergedBeanDefinition(name))) {
					registerBeanDefinition(name, all.getBeanDefinition(name));
				}
			}
		}

	}

}
