package io.golambda.autoconfigure;

import jakarta.validation.Validator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.config.MessageConverterHelper;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.messaging.Message;
import org.springframework.util.ClassUtils;

import io.golambda.event.EventException;
import io.golambda.event.PayloadValidator;
import io.golambda.invocation.LambdaEnvironment;
import io.golambda.validation.ConstraintValidation;

/**
 * Auto-configuration of the validation of bound events and records.
 */
@AutoConfiguration
@ConditionalOnClass({ Validator.class, FunctionCatalog.class })
@EnableConfigurationProperties(ValidationProperties.class)
public final class PayloadValidationAutoConfiguration {

	private static final String CUSTOMIZER = "org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer";

	// whether it is switched on is known at run time only with Spring AOT
	@Bean
	@ConditionalOnMissingBean
	PayloadValidator golambdaPayloadValidator(Environment environment, ObjectProvider<Validator> validators,
			ListableBeanFactory beans) {
		if (!ValidationProperties.areOn(environment)) {
			return PayloadValidator.NONE;
		}
		ConstraintValidation validation = new ConstraintValidation(validators::getIfAvailable,
				() -> isConfigured(beans));
		if (LambdaEnvironment.current().isSnapStart()) {
			// part of the snapshot
			validation.prepare();
		}
		return validation;
	}

	@Bean
	@ConditionalOnMissingBean(name = "golambdaFailedConversion")
	MessageConverterHelper golambdaFailedConversion() {
		return new FailedConversion();
	}

	/**
	 * Returns whether there may be constraints that are not annotations.
	 */
	private static boolean isConfigured(ListableBeanFactory beans) {
		ClassLoader loader = beans.getClass().getClassLoader();
		return new ClassPathResource("META-INF/validation.xml").exists() || (ClassUtils.isPresent(CUSTOMIZER, loader)
				&& beans.getBeanNamesForType(ClassUtils.resolveClassName(CUSTOMIZER, loader)).length > 0);
	}

	/**
	 * Ends a conversion of Spring Cloud Function's catalogue that found an invalid value.
	 * Otherwise the catalogue would convert by other means, and call the function.
	 */
	private static final class FailedConversion implements MessageConverterHelper {

		@Override
		public boolean shouldFailIfCantConvert(Message<?> message, Throwable failure) {
			if (failure instanceof EventException ex) {
				throw ex;
			}
			return false;
		}

	}

}
