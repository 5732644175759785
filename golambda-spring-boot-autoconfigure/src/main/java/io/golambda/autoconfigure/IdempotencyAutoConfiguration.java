package io.golambda.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

import io.golambda.idempotency.Idempotency;
import io.golambda.idempotency.IdempotencyStore;

/**
 * Auto-configuration of work that is done once. The store is chosen when it is first
 * needed, since the place where the function runs is known at run time only.
 */
@AutoConfiguration
public final class IdempotencyAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Idempotency golambdaIdempotency(ListableBeanFactory beans, Environment environment) {
		return IdempotencySetup.idempotency(beans, environment);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	IdempotencyStore golambdaIdempotencyStore(ListableBeanFactory beans, Environment environment) {
		return IdempotencySetup.store(beans, environment);
	}

}
