package io.golambda.autoconfigure;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Auto-configuration of idempotency in a table of DynamoDB. Loads no class of the AWS SDK
 * unless {@code golambda.idempotency.table-name} is set, which with Spring AOT is known
 * at run time only.
 */
@AutoConfiguration
@ConditionalOnClass(DynamoDbClient.class)
public final class DynamoDbIdempotencyAutoConfiguration {

	@Bean
	DynamoDbStoreFactory golambdaDynamoDbStoreFactory(Environment environment, ListableBeanFactory beans) {
		return new DynamoDbStoreFactory(environment, new RegisteredBeans(beans));
	}

}
