package com.acme.beans;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * A bean of each kind that Spring Boot binds to properties, and one that it does not.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ BoundBeans.OfClass.class, BoundBeans.Values.class, BoundBeans.Checked.class })
class BoundBeans {

	@Bean
	@ConfigurationProperties("acme")
	Holder<String> ofMethod() {
		return new Holder<>();
	}

	@Bean
	@ConfigurationProperties("acme")
	static Holder<String> ofStaticMethod() {
		return new Holder<>();
	}

	@Bean
	@AcmeProperties
	Holder<String> ofMetaAnnotatedMethod() {
		return new Holder<>();
	}

	@Bean
	@ConfigurationProperties("acme.generic")
	Holder<List<Integer>> ofGenericType() {
		return new Holder<>();
	}

	@Bean
	Holder<String> ofMetaAnnotatedClass() {
		return new MetaAnnotated();
	}

	@Bean
	Holder<String> ofSuperclass() {
		return new Inherited();
	}

	@Bean
	Holder<String> ofInterface() {
		return new OfInterface();
	}

	@Bean
	@Scope("prototype")
	Inherited ofPrototype() {
		return new Inherited();
	}

	@Bean
	@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
	MetaAnnotated ofScope() {
		return new MetaAnnotated();
	}

	@Bean
	Holder<String> ofNothing() {
		return new Holder<>();
	}

	@Bean
	Summary summary(Map<String, Holder<?>> holders, Values values) {
		Map<String, Object> names = new TreeMap<>();
		holders.forEach((bean, holder) -> names.put(bean.substring(bean.lastIndexOf('.') + 1), holder.getName()));
		names.put("values", values);
		return new Summary(names);
	}

	record Summary(Map<String, Object> names) {

	}

	@ConfigurationProperties("acme")
	record Values(String name, @DefaultValue("7") int number) {

	}

	static class Holder<T> {

		private T name;

		public T getName() {
			return this.name;
		}

		public void setName(T name) {
			this.name = name;
		}

	}

	@ConfigurationProperties("acme")
	static class OfClass extends Holder<String> {

	}

	@ConfigurationProperties("acme")
	@Validated
	static class Checked extends Holder<String> implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == Checked.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			if (((Checked) target).getName().equals("bad")) {
				errors.rejectValue("name", "bad", "must not be bad");
			}
		}

	}

	@AcmeProperties
	static class MetaAnnotated extends Holder<String> {

	}

	static class Inherited extends OfClass {

	}

	static class OfInterface extends Holder<String> implements Acme {

	}

	@ConfigurationProperties("acme")
	interface Acme {

	}

	@ConfigurationProperties("acme")
	@Retention(RetentionPolicy.RUNTIME)
	@interface AcmeProperties {

	}

}
