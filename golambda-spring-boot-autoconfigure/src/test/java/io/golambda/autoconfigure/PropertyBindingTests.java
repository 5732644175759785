package io.golambda.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties that golambda binds by hand have the values that Spring Boot would bind.
 */
class PropertyBindingTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void eventPropertiesHaveTheDefaultsThatSpringBootBinds() {
		assertThat(EventProperties.of(this.environment)).isEqualTo(boundEventProperties())
			.isEqualTo(new EventProperties(DataSize.ofMegabytes(64)));
	}

	@Test
	void eventPropertiesHaveTheValuesThatSpringBootBinds() {
		this.environment.setProperty("golambda.event.inflated-limit", "3MB");
		assertThat(EventProperties.of(this.environment)).isEqualTo(boundEventProperties())
			.isEqualTo(new EventProperties(DataSize.ofMegabytes(3)));
	}

	private EventProperties boundEventProperties() {
		return Binder.get(this.environment).bindOrCreate(EventProperties.PREFIX, EventProperties.class);
	}

}
