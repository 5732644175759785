package io.golambda.integration;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.acme.orders.avro.Order;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;
import io.golambda.event.NewRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Payloads that do not bind to a class that Avro generated fail for their record only.
 */
class BadAvroPayloadTests {

	private final Order order = Orders.avro("o-1");

	private final byte[] binary = Orders.binary(this.order);

	@Test
	void badRecordNamesItselfAndTheTypeAndNotThePayload() {
		List<EventRecord> records = Event.encapKafka(this.order, Arrays.copyOf(this.binary, 20), this.order).records();
		assertThat(records.get(0).bind(Order.class)).isEqualTo(records.get(2).bind(Order.class));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> records.get(1).bind(Order.class))
			.withMessage("Record 1 (id topic-0-1) of the KAFKA event does not fit com.acme.orders.avro.Order: it has "
					+ "fewer bytes than an object of its schema.")
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("record.source", "KAFKA")
				.containsEntry("record.index", 1)
				.containsEntry("type", "com.acme.orders.avro.Order"));
	}

	@Test
	void bytesBehindTheObjectAreAnError() {
		assertProblem(Event.encapKafka(Orders.join(this.binary, this.binary)),
				"it has more bytes than an object of its schema.");
	}

	@Test
	void otherBytesAreAnError() {
		assertProblem(Event.encapKafka("some text"), "it is not an object of its schema in Avro's binary encoding.");
		assertProblem(Event.encapKafka(Orders.protobuf("o-1").toByteArray()), "of its schema");
		assertProblem(Event.encapKafka(new byte[0]), "it has fewer bytes than an object of its schema.");
		assertProblem(Event.encapSqs("some text"), "it is text, but not base64, in which text carries binary data.");
	}

	@Test
	void damagedCompressionIsAnError() {
		byte[] compressed = Orders.glueCompressed(this.binary);
		compressed[compressed.length - 1]++;
		assertProblem(Event.encapKafka(compressed), "it starts with the header of AWS Glue Schema Registry for schema "
				+ Orders.GLUE_ID + ", but behind it, it is compressed, but damaged or incomplete.");
	}

	@Test
	void payloadThatInflatesBeyondTheLimitIsAnError() {
		Event event = Event.encapKafka(Orders.glueCompressed(new byte[100_000])).withInflatedLimit(10_000);
		assertProblem(event, "it inflates to more than the limit of 10000 bytes");
	}

	@Test
	void absurdLengthsDoNotFillTheMemory() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
		encoder.writeLong(2_000_000_000);
		encoder.flush();
		long before = Runtime.getRuntime().totalMemory();
		assertProblem(Event.encapKafka(bytes.toByteArray()), "it has fewer bytes than an object of its schema.");
		// the number of lines
		byte[] start = Arrays.copyOf(this.binary, indexOfLines());
		assertProblem(Event.encapKafka(Orders.join(start, bytes.toByteArray())), "of its schema");
		assertThat(Runtime.getRuntime().totalMemory() - before).isLessThan(500_000_000);
	}

	private int indexOfLines() {
		byte[] first = { 4, 6, 'a', '-', '1' };
		for (int i = 0; i < this.binary.length; i++) {
			if (Arrays.equals(first, Arrays.copyOfRange(this.binary, i, i + first.length))) {
				return i;
			}
		}
		throw new AssertionError();
	}

	@Test
	void formatOfAnotherClassIsAnError() {
		assertProblem(Event.encapKafka(NewRecord.of(this.order).with("valueSchemaMetadata.dataFormat", "PROTOBUF")),
				"the event says that its data format is PROTOBUF, but Order is a class of AVRO.");
		assertProblem(Event.encapKafka(NewRecord.of(this.order).with("valueSchemaMetadata.dataFormat", "JSON")),
				"the event says that its data format is JSON, but Order is a class of AVRO.");
	}

	@Test
	void tombstoneIsAnErrorAsForOtherTypes() {
		EventRecord tombstone = Event.encapKafka(NewRecord.of(null)).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> tombstone.bind(Order.class))
			.withMessageContaining("has no payload");
	}

	@Test
	void unknownSchemaIsAnError() {
		EventMapper mapper = new EventMapper(JsonMapper.builder().build(), 1024)
			.withSchemaRegistry((id) -> Optional.empty());
		assertProblem(mapper.event(Event.encapKafka(Orders.confluent(17, this.binary))),
				"it starts with the header of Confluent's registry for schema 17, which the AvroSchemaRegistry does not "
						+ "know.");
		assertProblem(
				mapper.event(Event.encapKafka(NewRecord.of(this.order).with("valueSchemaMetadata.schemaId", "17"))),
				"it was written with schema 17, which the AvroSchemaRegistry does not know.");
	}

	@Test
	void failureOfTheRegistryIsTheCause() {
		IllegalStateException failure = new IllegalStateException("access denied");
		EventMapper mapper = new EventMapper(JsonMapper.builder().build(), 1024).withSchemaRegistry((id) -> {
			throw failure;
		});
		EventRecord record = mapper.event(Event.encapKafka(Orders.confluent(17, this.binary))).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Order.class))
			.withMessageContaining("the schema registry failed to return schema 17.")
			.withCause(failure);
	}

	@Test
	void schemaThatDoesNotResolveIsAnError() {
		EventMapper mapper = new EventMapper(JsonMapper.builder().build(), 1024)
			.withSchemaRegistry((id) -> Optional.of("""
					{ "type": "record", "name": "com.acme.orders.avro.Order", "fields": [
					  { "name": "id", "type": "string" } ] }
					"""));
		assertProblem(mapper.event(Event.encapKafka(Orders.confluent(17, Orders.bytes(2, 'a')))),
				"the schema with which it was written does not resolve to that of the class: ");
	}

	@Test
	void recordWithoutClassNeedsItsSchema() {
		EventRecord record = Event.encapKafka(Orders.confluent(17, this.binary)).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(GenericRecord.class))
			.withMessageEndingWith("it can only be read with the schema with which it was written; declare an "
					+ "AvroSchemaRegistry bean, or bind a class that Avro generated.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(IndexedRecord.class));
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(SpecificRecord.class))
			.withMessageEndingWith("it has no schema of its own; bind a class that Avro generated, or GenericRecord.");
	}

	@Test
	void listOfObjectsIsAnError() {
		EventRecord record = Event.encapKafka(this.order).records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(new TypeReference<List<Order>>() {
		})).withMessageContaining("Bind the generated class itself.");
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Order[].class))
			.withMessageContaining("Bind the generated class itself.");
	}

	@Test
	void eventAsAWholeIsNotAnObject() {
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> Event.encapKafka(this.order).bind(Order.class))
			.withMessageStartingWith(
					"The event does not fit com.acme.orders.avro.Order: it is JSON, in which $ has none "
							+ "of the fields of com.acme.orders.avro.Order. To bind the data in its records, use ");
	}

	private static void assertProblem(Event event, String problem) {
		EventRecord record = event.records().get(0);
		assertThatExceptionOfType(EventException.class).isThrownBy(() -> record.bind(Order.class))
			.withMessageContaining("does not fit com.acme.orders.avro.Order: ")
			.withMessageContaining(problem);
	}

}
