package ${package};

import io.golambda.event.EventRecord;

record StoredObject(String bucket, String key, long size) {

	static StoredObject of(EventRecord record) {
		return new StoredObject(record.attributes().get("bucket"), record.attributes().get("key"),
				Long.parseLong(record.attributes().getOrDefault("size", "0")));
	}

}
