package io.golambda.peers;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import io.golambda.event.Event;

/**
 * The function of the other peers with a client of DynamoDB, which it calls if the name
 * of a table is set.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class DynamoDbApplication {

	private static final Logger log = LoggerFactory.getLogger(DynamoDbApplication.class);

	/**
	 * Starts the application for Spring AOT at build time.
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(DynamoDbApplication.class, arguments);
	}

	@Bean
	DynamoDbClient dynamoDb() {
		return DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
	}

	@Bean
	Function<Event, String> colors(DynamoDbClient dynamoDb, @Value("${colors.table:}") String table) {
		return (event) -> {
			String separator = table.isEmpty() ? ":" : separator(dynamoDb, table);
			String colors = event.decapSqs()
				.stream()
				.map((record) -> record.bind(Color.class).message())
				.collect(Collectors.joining(separator));
			log.info("done");
			return colors;
		};
	}

	private static String separator(DynamoDbClient dynamoDb, String table) {
		return dynamoDb.getItem((request) -> request.tableName(table).key(Map.of("id", AttributeValue.fromS("17"))))
			.item()
			.get("separator")
			.s();
	}

	record Color(String message) {

	}

}
