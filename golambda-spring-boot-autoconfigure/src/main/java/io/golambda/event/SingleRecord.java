package io.golambda.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;

/**
 * The form of sources that send no batch: the event is its own record, with its payload
 * in one of its members.
 *
 * @param source the source
 * @param payloadMember the member that is the payload
 */
record SingleRecord(EventSource source, String payloadMember) {

	List<EventRecord> read(Event event, @Nullable EventRecord envelope) {
		String twice = event.shape().twice();
		if (twice != null && !twice.equals(this.payloadMember)) {
			throw EventException.memberTwice(twice);
		}
		Payload payload = Payload.NONE;
		JsonScanner json = event.scanner();
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed(this.payloadMember)) {
				payload = payload.then(this.source.format().payload(json));
			}
			else {
				json.skip();
			}
		}
		json.end();
		int index = (envelope != null) ? envelope.index() : 0;
		return List.of(new EventRecord(new RecordOrigin(this.source, event, envelope), index, 0, payload));
	}

}
