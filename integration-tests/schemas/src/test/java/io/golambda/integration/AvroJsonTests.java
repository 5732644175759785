package io.golambda.integration;

import com.acme.orders.avro.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventRecord;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Binds JSON to a class that Avro generated, as services of AWS convert it.
 */
class AvroJsonTests {

	private static final String JSON = """
			{
			  "id": "o-1",
			  "amount": 3,
			  "price": 12.5,
			  "placed": 1767323045006,
			  "status": "PAID",
			  "lines": [{ "sku": "a-1", "count": 1 }, { "sku": "b-2", "count": 2 }],
			  "labels": { "channel": "web" },
			  "unknown": {}
			}
			""".strip();

	private final Order order = Orders.avro("o-1");

	@Test
	void plainJsonBindsFromAnySource() {
		assertThat(bind(Event.encapEventBridge(JSON))).isEqualTo(this.order);
		assertThat(bind(Event.encapSqs(JSON))).isEqualTo(this.order);
		assertThat(bind(Event.encapSqs("\n " + JSON + "\n"))).isEqualTo(this.order);
		assertThat(bind(Event.encapEventBridgeCustomBus(JSON))).isEqualTo(this.order);
		assertThat(bind(Event.encapKafka(NewRecord.of(JSON).with("valueSchemaMetadata.dataFormat", "AVRO"))))
			.isEqualTo(this.order);
		assertThat(bind(Event.encapKafka(NewRecord.of(JSON).with("valueSchemaMetadata.dataFormat", "JSON"))))
			.isEqualTo(this.order);
		assertThat(Event.of(JSON).bind(Order.class)).isEqualTo(this.order);
	}

	@Test
	void unionsAreReadWithAndWithoutTheirType() {
		this.order.setNote("fragile");
		assertThat(bind(Event.encapKafka(JSON.replace("{}", "{}, \"note\": \"fragile\"")))).isEqualTo(this.order);
		assertThat(bind(Event.encapKafka(JSON.replace("{}", "{}, \"note\": { \"string\": \"fragile\" }"))))
			.isEqualTo(this.order);
		this.order.setNote(null);
		assertThat(bind(Event.encapKafka(JSON.replace("{}", "{}, \"note\": null")))).isEqualTo(this.order);
	}

	@Test
	void bytesAreReadAsAvroWritesThem() {
		assertThat(bind(Event.encapKafka(JSON.replace("12.5", "\"\\u0004\\u00e2\"")))).isEqualTo(this.order);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"amount": 3                  | "amount": 3.5       | $.amount does not fit the type int
			"amount": 3                  | "amount": "3"       | $.amount does not fit the type int
			"amount": 3                  | "amount": 99999999999 | $.amount does not fit the type int
			"status": "PAID"             | "status": "secret"  | $.status does not fit the type enum
			"price": 12.5                | "price": 1e999999   | $.price does not fit the type bytes
			"price": 12.5                | "price": 12.505     | $.price does not fit the type bytes
			"id": "o-1"                  | "id": null          | $.id does not fit the type string
			"id": "o-1"                  | "name": "o-1"       | lacks $.id
			"count": 2                   | "count": "two"      | $.lines[1].count does not fit the type long
			{ "channel": "web" }         | { "secret": 1 }     | $.labels[] does not fit the type string
			""")
	void valueThatDoesNotFitIsNamedByItsPath(String original, String replacement, String problem) {
		assertThat(JSON).contains(original);
		EventRecord record = Event.encapKafka(JSON.replace(original, replacement)).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Order.class))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	private static Order bind(Event event) {
		return event.records().get(0).bind(Order.class);
	}

}
