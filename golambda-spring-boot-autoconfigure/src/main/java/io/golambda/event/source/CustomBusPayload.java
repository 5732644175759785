package io.golambda.event.source;

import java.util.Map;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonString;
import io.golambda.event.json.JsonType;

/**
 * Data of a Custom Event Bus that is a JSON string: base64 for opaque bytes, otherwise a
 * string of the sender, which may be JSON itself. The content type that decides this
 * comes before or after the data.
 *
 * @param json the value with its quotes
 * @param string the value
 */
record CustomBusPayload(ByteSlice json, JsonString string) implements Payload {

	static Payload read(JsonScanner json) {
		if (json.type() != JsonType.STRING) {
			return JsonPayload.read(json);
		}
		int start = json.position();
		JsonString string = json.string();
		return new CustomBusPayload(json.since(start), string);
	}

	@Override
	public ByteSlice read(byte[] event, int start) {
		String contentType = new RecordJson(event, start, Map.of()).text(EventBridgeCustomBus.SYSTEM_METADATA,
				EventBridgeCustomBus.CONTENT_TYPE);
		if (EventBridgeCustomBus.OCTET_STREAM.equals(contentType)) {
			return new Base64Payload(this.string, null).decode();
		}
		ByteSlice text = this.string.utf8();
		return JsonPayload.isObjectOrArray(text) ? text : this.json;
	}

}
