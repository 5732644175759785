package ${package}

import io.golambda.event.EventRecord

data class StoredObject(val bucket: String, val key: String, val size: Long) {

	companion object {

		fun of(record: EventRecord) = with(record.attributes()) {
			StoredObject(getValue("bucket"), getValue("key"), get("size")?.toLong() ?: 0)
		}

	}

}
