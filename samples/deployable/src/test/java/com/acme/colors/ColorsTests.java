package com.acme.colors;

import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class ColorsTests {

	@Autowired
	Function<Event, String> colors;

	@Test
	void joinsMessages() {
		assertThat(colors.apply(Event.encapSqs(new Color("blue"), new Color("orange")))).isEqualTo("blue:orange");
	}

}
