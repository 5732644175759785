package io.golambda.event.source;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.ByteSlice;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of records that the Kinesis Producer Library aggregated.
 */
class AggregatedPayloadPropertiesTests {

	@Property
	void userRecordsAreUnpackedUnchanged(@ForAll @Size(max = 5) @NotEmpty List<byte[]> data) {
		List<byte[]> unpacked = new ArrayList<>();
		unpack(aggregated(data), unpacked);
		assertThat(unpacked).containsExactlyElementsOf(data);
	}

	@Property
	void damagedRecordCausesNothingButARecordException(@ForAll @NotEmpty List<byte[]> data, @ForAll int at,
			@ForAll byte other) {
		byte[] aggregated = aggregated(data);
		aggregated[Math.floorMod(at, aggregated.length)] = other;
		try {
			new AggregatedPayload(slice(aggregated)).unpack((user) -> user.attributes(0));
		}
		catch (RecordException ex) {
			assertThat(ex.problem()).isNotEmpty();
		}
	}

	@Property
	void messageOfArbitraryBytesCausesNothingButARecordException(@ForAll byte[] message) {
		byte[] aggregated = new byte[message.length + 20];
		System.arraycopy(message, 0, aggregated, 4, message.length);
		System.arraycopy(Md5.newDigest().digest(message), 0, aggregated, 4 + message.length, 16);
		try {
			new AggregatedPayload(slice(aggregated))
				.unpack((user) -> assertThat(user.attributes(0)).containsEntry("subSequenceNumber", "0"));
		}
		catch (RecordException ex) {
			assertThat(ex.problem()).contains("but what it holds");
		}
	}

	private static void unpack(byte[] aggregated, List<byte[]> unpacked) {
		new AggregatedPayload(slice(aggregated)).unpack((user) -> unpacked.add(user.read(aggregated, 0).copy()));
	}

	private static ByteSlice slice(byte[] bytes) {
		return new ByteSlice(bytes, 0, bytes.length);
	}

	private static byte[] aggregated(List<byte[]> data) {
		List<OutgoingRecord> records = data.stream()
			.map((each) -> OutgoingRecord.of(OutgoingContent.ofBytes(each)))
			.toList();
		JsonNode event = new JsonMapper().readTree(EventWriter.kinesisAggregated().write(records));
		return Base64.getDecoder().decode(event.get("Records").get(0).get("kinesis").get("data").asString());
	}

}
