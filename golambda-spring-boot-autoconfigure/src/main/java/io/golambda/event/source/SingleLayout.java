package io.golambda.event.source;

import io.golambda.event.json.JsonScanner;

/**
 * The layout of sources that send no batch: the event is its own record, with the payload
 * in one of its members. Their readers override {@link SourceFormat#recognizes}.
 *
 * @param payloadMember the member that is the payload
 */
public record SingleLayout(String payloadMember) implements RecordLayout {

	@Override
	public SignatureMembers signature() {
		return SignatureMembers.none().withDecisive(this.payloadMember);
	}

	@Override
	public boolean recognizes(EventSignature signature) {
		return false;
	}

	@Override
	public void read(IncomingEvent event, SourceFormat source, RecordSink sink) {
		if (!source.recognizes(event.signature())) {
			throw SourceException.notFromSource();
		}
		String duplicate = event.signature().duplicate();
		if (duplicate != null && !duplicate.equals(this.payloadMember)) {
			throw SourceException.duplicateMember(duplicate);
		}
		Payload payload = Payload.NONE;
		JsonScanner json = event.scanner();
		json.enterObject();
		while (json.nextMember()) {
			if (json.isNamed(this.payloadMember)) {
				payload = payload.then(source.payload(json));
			}
			else {
				json.skip();
			}
		}
		json.end();
		sink.addWhole(payload);
	}

}
