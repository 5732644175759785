package io.golambda.payload;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

import io.golambda.event.PayloadContent;
import io.golambda.event.PayloadReference;
import io.golambda.event.PayloadStore;
import io.golambda.invocation.Invocation;

/**
 * Reads and deletes objects in Amazon S3. No call takes longer than the function has
 * until its timeout. Safe for use by several threads.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
public final class S3PayloadStore implements PayloadStore, AutoCloseable {

	/**
	 * The time that the function keeps for the answer when a call ends at its deadline.
	 */
	private static final Duration RESERVE = Duration.ofMillis(500);

	private static final Duration SHORTEST_CALL = Duration.ofMillis(100);

	private static final Duration LONGEST_CALL = Duration.ofMinutes(90);

	// S3's limit
	private static final int OBJECTS_OF_A_CALL = 1000;

	private final Supplier<S3Client> client;

	private final Runnable closing;

	private final S3Failures failures;

	/**
	 * Creates a store.
	 * @param client supplies the client; called for each object
	 * @param closing closes the client with the store
	 * @param region the region of the function, which determines the partition in IAM
	 * policies; {@code null} if it is not known
	 */
	public S3PayloadStore(Supplier<S3Client> client, Runnable closing, @Nullable String region) {
		this.client = client;
		this.closing = closing;
		this.failures = new S3Failures(region);
	}

	@Override
	public PayloadContent open(PayloadReference reference) throws IOException {
		ResponseInputStream<GetObjectResponse> object = get(reference, 0, null);
		Long length = object.response().contentLength();
		return (length != null)
				? new PayloadContent(new S3ObjectStream(object, length, limit(),
						(position) -> get(reference, position, object.response().eTag())), length)
				: new PayloadContent(object, -1);
	}

	private ResponseInputStream<GetObjectResponse> get(PayloadReference reference, long position, @Nullable String eTag)
			throws IOException {
		GetObjectRequest.Builder request = GetObjectRequest.builder()
			.bucket(reference.bucket())
			.key(reference.key())
			.versionId(reference.versionId())
			.overrideConfiguration(untilDeadline());
		if (position > 0) {
			request.range("bytes=" + position + "-").ifMatch(eTag);
		}
		try {
			return this.client.get().getObject(request.build());
		}
		catch (SdkException | IllegalStateException ex) {
			throw this.failures.ofGet(reference, ex);
		}
	}

	private static AwsRequestOverrideConfiguration untilDeadline() {
		return AwsRequestOverrideConfiguration.builder().apiCallTimeout(limit()).build();
	}

	private static Duration limit() {
		Duration left = Invocation.find().map(Invocation::remaining).orElse(LONGEST_CALL).minus(RESERVE);
		return (left.compareTo(SHORTEST_CALL) < 0) ? SHORTEST_CALL
				: (left.compareTo(LONGEST_CALL) > 0) ? LONGEST_CALL : left;
	}

	@Override
	public void delete(List<PayloadReference> references) throws IOException {
		Map<String, List<ObjectIdentifier>> byBucket = new LinkedHashMap<>();
		for (PayloadReference reference : references) {
			byBucket.computeIfAbsent(reference.bucket(), (bucket) -> new ArrayList<>())
				.add(ObjectIdentifier.builder().key(reference.key()).versionId(reference.versionId()).build());
		}
		List<String> problems = new ArrayList<>();
		byBucket.forEach((bucket, objects) -> {
			for (int start = 0; start < objects.size(); start += OBJECTS_OF_A_CALL) {
				String problem = delete(bucket,
						objects.subList(start, Math.min(objects.size(), start + OBJECTS_OF_A_CALL)));
				if (problem != null && !problems.contains(problem)) {
					problems.add(problem);
				}
			}
		});
		if (!problems.isEmpty()) {
			throw new IOException(String.join("; ", problems));
		}
	}

	@Override
	public void close() {
		this.closing.run();
	}

	private @Nullable String delete(String bucket, List<ObjectIdentifier> objects) {
		try {
			List<S3Error> errors = this.client.get()
				.deleteObjects(DeleteObjectsRequest.builder()
					.bucket(bucket)
					.delete(Delete.builder().objects(objects).quiet(true).build())
					.overrideConfiguration(untilDeadline())
					.build())
				.errors();
			return errors.isEmpty() ? null : this.failures.ofDelete(bucket, errors.get(0).code());
		}
		catch (SdkException | IllegalStateException ex) {
			return this.failures.ofDelete(bucket, ex);
		}
	}

}
