package io.golambda.local.event;

import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.golambda.event.Event;

/**
 * Makes the bare array of records that EventBridge Pipes delivers of the event with which
 * Lambda delivers them: each record names its source, and a Kinesis record is flat.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-source.html">Amazon
 * EventBridge Pipes sources</a>
 */
final class PipesEvent {

	private final ObjectNode event;

	private final ArrayNode records = JsonMapper.shared().createArrayNode();

	private PipesEvent(ObjectNode event) {
		this.event = event;
	}

	/**
	 * Returns the event of Pipes.
	 * @param event an event from a source that Pipes reads
	 */
	static Event of(Event event) {
		PipesEvent pipes = new PipesEvent((ObjectNode) event.bind(JsonNode.class));
		switch (event.source()) {
			case SQS, DYNAMODB -> pipes.add("Records", (record) -> {
			});
			case KINESIS -> pipes.add("Records", PipesEvent::flatten);
			case KAFKA -> pipes.addGroups("records");
			case ACTIVEMQ -> pipes.add("messages", pipes::addSource);
			case RABBITMQ -> pipes.addGroups("rmqMessagesByQueue");
			default -> throw new IllegalArgumentException("EventBridge Pipes does not read " + event.source() + ".");
		}
		return Event.of(JsonMapper.shared().writeValueAsBytes(pipes.records));
	}

	private void add(String member, Consumer<ObjectNode> change) {
		this.event.path(member).forEach((record) -> {
			change.accept((ObjectNode) record);
			this.records.add(record);
		});
	}

	private void addGroups(String member) {
		this.event.path(member).properties().forEach((group) -> group.getValue().forEach((record) -> {
			addSource((ObjectNode) record);
			((ObjectNode) record).put("eventSourceKey", group.getKey());
			this.records.add(record);
		}));
	}

	private void addSource(ObjectNode record) {
		for (String member : new String[] { "eventSource", "eventSourceArn", "bootstrapServers" }) {
			JsonNode value = this.event.get(member);
			if (value != null) {
				record.set(member, value);
			}
		}
	}

	private static void flatten(ObjectNode record) {
		JsonNode data = record.remove("kinesis");
		if (data != null) {
			data.properties().forEach((member) -> record.set(member.getKey(), member.getValue()));
		}
	}

}
