package io.golambda.event.source;

import java.util.Set;

import tools.jackson.core.JsonGenerator;

/**
 * The change of an item that a test specifies by a record. The payload of the record is
 * the new image, or for a removed item the old image.
 *
 * @param record the record
 * @param eventName the kind of change
 * @param newImage the item after the change
 * @param oldImage the item before the change
 * @param keys the keys of the item, or none to derive them from the item
 */
record DynamoDbChange(OutgoingRecord record, String eventName, OutgoingContent newImage, OutgoingContent oldImage,
		OutgoingContent keys) {

	static final Set<String> IDENTITY = Set.of("userIdentity.type", "userIdentity.principalId");

	/**
	 * Reads the change from a record.
	 * @throws IllegalArgumentException if the record has no item, or contradictory ones
	 */
	static DynamoDbChange of(OutgoingRecord record) {
		String eventName = eventName(record);
		boolean removed = eventName.equals(DynamoDb.REMOVE);
		OutgoingContent newImage = removed ? record.part(DynamoDb.NEW_IMAGE)
				: payloadOrPart(record, DynamoDb.NEW_IMAGE);
		OutgoingContent oldImage = removed ? payloadOrPart(record, DynamoDb.OLD_IMAGE)
				: record.part(DynamoDb.OLD_IMAGE);
		if (removed && newImage.isPresent()) {
			throw new IllegalArgumentException("A DYNAMODB record of a removed item has no NewImage.");
		}
		DynamoDbChange change = new DynamoDbChange(record, eventName, newImage, oldImage, record.part(DynamoDb.KEYS));
		if (!change.item().isPresent() && !change.keys.isPresent()) {
			throw new IllegalArgumentException(
					"A DYNAMODB record needs an item, as its payload or as one of its parts.");
		}
		return change;
	}

	private static String eventName(OutgoingRecord record) {
		String eventName = record.attribute("eventName",
				record.part(DynamoDb.OLD_IMAGE).isPresent() ? "MODIFY" : "INSERT");
		if (!DynamoDb.EVENT_NAMES.contains(eventName)) {
			throw new IllegalArgumentException("The attribute \"eventName\" of DYNAMODB must be one of "
					+ String.join(", ", DynamoDb.EVENT_NAMES) + ".");
		}
		return eventName;
	}

	private static OutgoingContent payloadOrPart(OutgoingRecord record, String image) {
		OutgoingContent part = record.part(image);
		if (part.isPresent() && record.content().isPresent()) {
			throw new IllegalArgumentException("The payload of this DYNAMODB record is its " + image
					+ ", so it cannot have both; set only one of them.");
		}
		return part.isPresent() ? part : record.content();
	}

	private OutgoingContent item() {
		return this.newImage.isPresent() ? this.newImage : this.oldImage;
	}

	void writeKeysAndImages(JsonGenerator json) {
		if (this.keys.isPresent()) {
			writeImage(json, DynamoDb.KEYS, this.keys);
		}
		else if (!this.record.specifiesPart(DynamoDb.KEYS)) {
			json.writeName(DynamoDb.KEYS);
			DynamoDbItem.writeKey(json, item().jsonObject());
		}
		writeImage(json, DynamoDb.NEW_IMAGE, this.newImage);
		writeImage(json, DynamoDb.OLD_IMAGE, this.oldImage);
	}

	private static void writeImage(JsonGenerator json, String name, OutgoingContent image) {
		if (image.isPresent()) {
			json.writeName(name);
			DynamoDbItem.write(json, image.jsonObject());
		}
	}

	void writeSize(JsonGenerator json) {
		this.record.writeNumber(json, "SizeBytes", (item().isPresent() ? item() : this.keys).text().length());
	}

	String viewType() {
		if (!item().isPresent()) {
			return "KEYS_ONLY";
		}
		return (this.newImage.isPresent() || this.eventName.equals(DynamoDb.REMOVE)) ? "NEW_AND_OLD_IMAGES"
				: "OLD_IMAGE";
	}

	/**
	 * Whether the record specifies who changed the item. DynamoDB does so for removals by
	 * time to live only.
	 */
	boolean hasIdentity() {
		return this.record.hasAnyAttribute(IDENTITY);
	}

	void writeIdentity(JsonGenerator json) {
		json.writeObjectPropertyStart("userIdentity");
		json.writeStringProperty("type", this.record.attribute("userIdentity.type", "Service"));
		json.writeStringProperty("principalId",
				this.record.attribute("userIdentity.principalId", "dynamodb.amazonaws.com"));
		json.writeEndObject();
	}

}
