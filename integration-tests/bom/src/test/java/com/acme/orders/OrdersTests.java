package com.acme.orders;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.golambda.event.Event;
import io.golambda.lambda.LambdaInvoker;
import io.golambda.local.LocalFunction;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A function whose dependencies have their versions from the BOM.
 */
@SpringBootTest
@LambdaLogs
class OrdersTests {

	@Test
	void functionIsTestedWithTheTestKit(@Autowired LambdaInvoker lambda, CapturedLogs logs) throws Exception {
		byte[] answer = lambda.invoke(Event.encapSqs("blue"));
		assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("\"blue\"");
		assertThat(logs.lines("received")).hasSize(1);
	}

	@Test
	void functionRunsOnTheLocalRuntime() throws Exception {
		try (LocalFunction function = LocalFunction.builder()
			.environment("MAIN_CLASS", OrdersApplication.class.getName())
			.start()) {
			assertThat(function.invoke(Event.encapSqs("blue")).join().text()).isEqualTo("\"blue\"");
		}
	}

	@Test
	void modulesOfTheAwsSdkHaveOneVersion() {
		Map<String, Set<String>> modulesByVersion = Pattern
			.compile("software/amazon/awssdk/([a-z0-9-]+)/([0-9.]+)/")
			.matcher(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
			.results()
			.collect(Collectors.groupingBy((jar) -> jar.group(2),
					Collectors.mapping((jar) -> jar.group(1), Collectors.toSet())));
		assertThat(modulesByVersion).hasSize(1);
		assertThat(modulesByVersion.values().iterator().next()).contains("dynamodb", "s3", "sdk-core",
				"url-connection-client");
	}

}
