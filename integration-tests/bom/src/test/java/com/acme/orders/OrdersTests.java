package com.acme.orders;

import java.nio.charset.StandardCharsets;

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

}
