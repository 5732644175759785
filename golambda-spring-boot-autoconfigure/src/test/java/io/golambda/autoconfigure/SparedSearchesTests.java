package io.golambda.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jackson.JacksonComponentModule;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.AnnotationConfigUtils;

import static org.assertj.core.api.Assertions.assertThat;

class SparedSearchesTests {

	@Test
	void replacesPartsOfSpringThatSearchOnAllBeans() {
		new ApplicationContextRunner()
			.withInitializer((context) -> context.addBeanFactoryPostProcessor(new LazyInfrastructure()))
			.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, JacksonAutoConfiguration.class,
					LifecycleAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
			.run((context) -> {
				DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
				assertThat(beans.getBean("lifecycleProcessor")).isInstanceOf(LazyLifecycleProcessor.class);
				assertThat(beans.getBean(AnnotationConfigUtils.EVENT_LISTENER_PROCESSOR_BEAN_NAME))
					.isInstanceOf(LazyEventListeners.class);
				assertThat(beans.getBean(JacksonComponentModule.class)).isInstanceOf(LazyJacksonComponentModule.class);
				assertThat(beans.getAutowireCandidateResolver()).isInstanceOf(InfrastructureCandidateResolver.class);
				assertThat(beans.getDependencyComparator()).isInstanceOf(InfrastructureOrderComparator.class);
				assertThat(beans.containsSingleton("applicationTaskExecutor")).isFalse();
			});
	}

}
