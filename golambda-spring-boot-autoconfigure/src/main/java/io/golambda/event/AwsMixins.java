package io.golambda.event;

import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.annotation.JsonAlias;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.annotation.JsonProperty;
import com.amazonaws.lambda.thirdparty.com.fasterxml.jackson.databind.introspect.ClassIntrospector;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.CloudFormationCustomResourceEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.CloudFrontEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.CloudWatchLogsEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.CodeCommitEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.ConnectEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.DynamodbEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.DynamodbTimeWindowEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.KinesisEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.KinesisTimeWindowEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.SNSEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.SQSEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.ScheduledEventMixin;
import com.amazonaws.services.lambda.runtime.serialization.events.mixins.SecretsManagerRotationEventMixin;
import org.jspecify.annotations.Nullable;

/**
 * Finds AWS's mix-ins by the name of the event class, so that only the classes in use are
 * loaded.
 */
final class AwsMixins implements ClassIntrospector.MixInResolver {

	@Override
	public @Nullable Class<?> findMixInClassFor(Class<?> type) {
		if (!AwsEventClasses.isOne(type)) {
			return null;
		}
		return switch (AwsEventClasses.nameOf(type)) {
			case "ActiveMQEvent$Destination" -> DestinationMixin.class;
			case "CloudFormationCustomResourceEvent" -> CloudFormationCustomResourceEventMixin.class;
			case "CloudFrontEvent" -> CloudFrontEventMixin.class;
			case "CloudWatchLogsEvent" -> CloudWatchLogsEventMixin.class;
			case "CodeCommitEvent" -> CodeCommitEventMixin.class;
			case "CodeCommitEvent$Record" -> CodeCommitEventMixin.RecordMixin.class;
			case "ConnectEvent" -> ConnectEventMixin.class;
			case "ConnectEvent$ContactData" -> ConnectEventMixin.ContactDataMixin.class;
			case "ConnectEvent$CustomerEndpoint" -> ConnectEventMixin.CustomerEndpointMixin.class;
			case "ConnectEvent$Details" -> ConnectEventMixin.DetailsMixin.class;
			case "ConnectEvent$Queue" -> ConnectEventMixin.QueueMixin.class;
			case "ConnectEvent$SystemEndpoint" -> ConnectEventMixin.SystemEndpointMixin.class;
			case "DynamodbEvent" -> DynamodbEventMixin.class;
			case "DynamodbEvent$DynamodbStreamRecord" -> DynamodbEventMixin.DynamodbStreamRecordMixin.class;
			case "DynamodbTimeWindowEvent" -> DynamodbTimeWindowEventMixin.class;
			case "KinesisEvent" -> KinesisEventMixin.class;
			case "KinesisEvent$Record" -> KinesisEventMixin.RecordMixin.class;
			case "KinesisTimeWindowEvent" -> KinesisTimeWindowEventMixin.class;
			case "S3ObjectLambdaEvent" -> S3ObjectLambdaEventMixin.class;
			case "ScheduledEvent" -> ScheduledEventMixin.class;
			case "SecretsManagerRotationEvent" -> SecretsManagerRotationEventMixin.class;
			case "SNSEvent" -> SNSEventMixin.class;
			case "SNSEvent$SNSRecord" -> SNSEventMixin.SNSRecordMixin.class;
			case "SQSEvent" -> SQSEventMixin.class;
			case "SQSEvent$SQSMessage" -> SQSEventMixin.SQSMessageMixin.class;
			case "models.dynamodb.AttributeValue" -> DynamodbEventMixin.AttributeValueMixin.class;
			// AWS's mix-in for the subclass has the members of this class
			case "models.dynamodb.Record" -> DynamodbEventMixin.DynamodbStreamRecordMixin.class;
			case "models.dynamodb.StreamRecord" -> DynamodbEventMixin.StreamRecordMixin.class;
			case "models.kinesis.Record" -> KinesisEventMixin.RecordMixin.class;
			default -> null;
		};
	}

	@Override
	public ClassIntrospector.MixInResolver copy() {
		return this;
	}

	// AWS has no mix-ins for these classes and leaves their members empty

	private abstract static class DestinationMixin {

		@JsonAlias("physicalname")
		abstract void setPhysicalName(String name);

	}

	private abstract static class S3ObjectLambdaEventMixin {

		@JsonProperty("xAmzRequestId")
		abstract String getXAmzRequestId();

	}

}
