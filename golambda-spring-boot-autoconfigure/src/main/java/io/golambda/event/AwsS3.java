package io.golambda.event;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.RequestParametersEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.ResponseElementsEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.UserIdentityEntity;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import io.golambda.event.json.ByteSlice;

/**
 * Reads and writes AWS's classes for S3. AWS's library has a reader of its own for them,
 * which reads only whole events, so every other class is read within an event made for
 * it.
 */
final class AwsS3 {

	// AWS's reader requires this in each record
	private static final String TIME = "\"eventTime\":\"1970-01-01T00:00:00Z\"";

	private static final List<Entity<?>> ENTITIES = List.of(
			new Entity<>(S3EventNotificationRecord.class, "{\"Records\":[", "]}", (record) -> record,
					"eventVersion eventSource awsRegion eventTime eventName userIdentity requestParameters "
							+ "responseElements s3"),
			within(S3Entity.class, "'s3':", "", S3EventNotificationRecord::getS3,
					"configurationId bucket object s3SchemaVersion"),
			within(S3BucketEntity.class, "\"s3\":{\"bucket\":", "}", (record) -> record.getS3().getBucket(),
					"name ownerIdentity arn"),
			within(S3ObjectEntity.class, "\"s3\":{\"object\":", "}", (record) -> record.getS3().getObject(),
					"key size eTag versionId sequencer"),
			within(UserIdentityEntity.class, "\"userIdentity\":", "", S3EventNotificationRecord::getUserIdentity,
					"principalId"),
			within(RequestParametersEntity.class, "\"requestParameters\":", "",
					S3EventNotificationRecord::getRequestParameters, "sourceIPAddress"),
			within(ResponseElementsEntity.class, "\"responseElements\":", "",
					S3EventNotificationRecord::getResponseElements, "x-amz-request-id x-amz-id-2"));

	private AwsS3() {
	}

	private static <T> Entity<T> within(Class<T> type, String before, String after,
			Function<S3EventNotificationRecord, T> entity, String members) {
		return new Entity<>(type, "{\"Records\":[{" + TIME + "," + before, after + "}]}", entity, members);
	}

	/**
	 * Reads an object of a class.
	 * @throws DecodingException if the JSON does not fit the class
	 */
	static Object read(ByteSlice json, Class<?> type) throws DecodingException {
		try {
			if (S3EventNotification.class.isAssignableFrom(type)) {
				return event(json, type);
			}
			Entity<?> entity = entity(type);
			ByteSlice event = AwsRecords.wrapped(entity.before, json, entity.after);
			return entity.of(((S3EventNotification) event(event, S3EventNotification.class)).getRecords().get(0));
		}
		catch (RuntimeException ex) {
			// drops the cause, which quotes the event
			throw new DecodingException(
					"a record has no \"eventTime\", or a value is not what AWS's class requires of it");
		}
	}

	static byte[] write(Object event) {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		serializer(event.getClass()).toJson(event, json);
		return json.toByteArray();
	}

	private static Object event(ByteSlice json, Class<?> type) {
		return serializer(type).fromJson(new ByteArrayInputStream(json.bytes(), json.offset(), json.length()));
	}

	@SuppressWarnings("unchecked")
	private static PojoSerializer<Object> serializer(Class<?> type) {
		return (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(type, type.getClassLoader());
	}

	/**
	 * Returns the names of the members that a class reads.
	 */
	static Set<String> members(Class<?> type) {
		return S3EventNotification.class.isAssignableFrom(type) ? Set.of("Records") : entity(type).members;
	}

	private static Entity<?> entity(Class<?> type) {
		return ENTITIES.stream().filter((entity) -> entity.type == type).findFirst().orElseThrow();
	}

	private record Entity<T>(Class<T> type, String before, String after, Function<S3EventNotificationRecord, T> entity,
			Set<String> members) {

		Entity(Class<T> type, String before, String after, Function<S3EventNotificationRecord, T> entity,
				String members) {
			this(type, before, after, entity, new HashSet<>(List.of(members.split(" "))));
		}

		Object of(S3EventNotificationRecord record) {
			return this.entity.apply(record);
		}

	}

}
