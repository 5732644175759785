package com.acme.colors;

import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.golambda.event.Event;
import io.golambda.test.CapturedLogs;
import io.golambda.test.LambdaLogs;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@LambdaLogs
class ColorsLogTests {

	@Autowired
	Function<Event, String> colors;

	@Test
	void logsTheNumberOfColors(CapturedLogs logs) {
		this.colors.apply(Event.encapSqs(new Color("blue")));
		assertThat(logs.lines()).extracting((line) -> line.get("colors")).contains(1);
	}

}
