package io.golambda.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.DeflaterOutputStream;

import com.acme.orders.avro.Line;
import com.acme.orders.avro.Order;
import com.acme.orders.avro.Status;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;

/**
 * Orders, and the bytes that serializers of schema registries write for them.
 */
final class Orders {

	static final String GLUE_ID = "a1b2c3d4-0000-4000-8000-123456789abc";

	private Orders() {
	}

	static Order avro(String id) {
		return Order.newBuilder()
			.setId(id)
			.setAmount(3)
			.setPrice(new BigDecimal("12.50"))
			.setPlaced(Instant.parse("2026-01-02T03:04:05.006Z"))
			.setStatus(Status.PAID)
			.setLines(List.of(new Line("a-1", 1L), new Line("b-2", 2L)))
			.setLabels(Map.of("channel", "web"))
			.build();
	}

	static com.acme.orders.protobuf.Order protobuf(String id) {
		return com.acme.orders.protobuf.Order.newBuilder()
			.setId(id)
			.setAmount(3)
			.addLines(com.acme.orders.protobuf.Order.Line.newBuilder().setSku("a-1").setCount(1))
			.putLabels("channel", "web")
			.setCard("1234")
			.build();
	}

	static byte[] binary(GenericContainer order) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
		try {
			new GenericDatumWriter<>(order.getSchema(), SpecificData.getForClass(order.getClass())).write(order,
					encoder);
			encoder.flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	static byte[] confluent(int schemaId, byte[]... data) {
		return join(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array(), join(data));
	}

	static byte[] glue(byte[]... data) {
		return join(glueHeader(0), join(data));
	}

	static byte[] glueCompressed(byte[]... data) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
			deflater.write(join(data));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return join(glueHeader(5), compressed.toByteArray());
	}

	private static byte[] glueHeader(int compression) {
		UUID id = UUID.fromString(GLUE_ID);
		return ByteBuffer.allocate(18)
			.put((byte) 3)
			.put((byte) compression)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

	static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

	static byte[] join(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			joined.writeBytes(part);
		}
		return joined.toByteArray();
	}

	/**
	 * A version of the order's schema without the note and with another field at its end.
	 */
	static Schema otherVersion() {
		return new Schema.Parser()
			.parse("""
					{
					  "type": "record",
					  "name": "Order",
					  "namespace": "com.acme.orders.avro",
					  "fields": [
					    { "name": "id", "type": "string" },
					    { "name": "amount", "type": "int" },
					    { "name": "price", "type": { "type": "bytes", "logicalType": "decimal", "precision": 20, "scale": 2 } },
					    { "name": "placed", "type": { "type": "long", "logicalType": "timestamp-millis" } },
					    { "name": "status", "type": { "type": "enum", "name": "Status", "symbols": ["NEW", "PAID", "SENT"] } },
					    {
					      "name": "lines",
					      "type": {
					        "type": "array",
					        "items": {
					          "type": "record",
					          "name": "Line",
					          "fields": [
					            { "name": "sku", "type": "string" },
					            { "name": "count", "type": "int" }
					          ]
					        }
					      }
					    },
					    { "name": "gift", "type": "boolean" }
					  ]
					}
					""");
	}

}
