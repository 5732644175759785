package io.golambda.autoconfigure;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.autoproxy.InfrastructureAdvisorAutoProxyCreator;
import org.springframework.beans.MutablePropertyValues;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.Ordered;

/**
 * Takes the place of Spring's creator of proxies, which only applies advisors that are
 * beans, in an application without advisors. Spring Boot registers the creator in each
 * application, and setting it up takes longer than anything else in a small one.
 */
final class LazyAutoProxyCreator implements BeanPostProcessor, Ordered, AopInfrastructureBean {

	private static final String ORDER = "order";

	private final int order;

	private LazyAutoProxyCreator(int order) {
		this.order = order;
	}

	/**
	 * Replaces the original, if the order is its only setting.
	 */
	static void replaceIn(ConfigurableListableBeanFactory beans, AbstractBeanDefinition definition) {
		MutablePropertyValues settings = definition.getPropertyValues();
		if (settings.size() == 1 && settings.get(ORDER) instanceof Integer order) {
			definition.setPropertyValues(new MutablePropertyValues());
			definition.setInstanceSupplier(() -> create(beans, order));
		}
	}

	/**
	 * Creates the original if there is an advisor, otherwise the replacement. Called when
	 * all bean definitions are registered.
	 */
	private static BeanPostProcessor create(ConfigurableListableBeanFactory beans, int order) {
		if (BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, Advisor.class, true, false).length == 0) {
			return new LazyAutoProxyCreator(order);
		}
		InfrastructureAdvisorAutoProxyCreator creator = new InfrastructureAdvisorAutoProxyCreator();
		creator.setOrder(order);
		return creator;
	}

	@Override
	public int getOrder() {
		return this.order;
	}

}
