package io.golambda.payload;

import java.net.URI;
import java.util.concurrent.atomic.LongAdder;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.event.EventException;
import io.golambda.event.EventMapper;
import io.golambda.event.EventRecord;
import io.golambda.event.LargePayloads;

/**
 * Reads an object that is larger than the memory, in a process of its own.
 */
final class StreamedObject {

	private StreamedObject() {
	}

	/**
	 * Prints the number of lines, and the error of reading the object as a whole.
	 * @param args the address of S3, the bucket and the key
	 */
	public static void main(String[] args) {
		try (S3Client client = S3Client.builder()
			.endpointOverride(URI.create(args[0]))
			.forcePathStyle(true)
			.region(Region.EU_WEST_1)
			.credentialsProvider(AnonymousCredentialsProvider.create())
			.httpClient(UrlConnectionHttpClient.create())
			.build()) {
			LargePayloads payloads = new LargePayloads(new S3PayloadStore(() -> client, client::close, null),
					Integer.MAX_VALUE);
			EventRecord record = new EventMapper(JsonMapper.builder().build(), 1024 * 1024)
				.withLargePayloads(() -> payloads)
				.event(Event.encapSqs("[\"software.amazon.payloadoffloading.PayloadS3Pointer\",{\"s3BucketName\":\""
						+ args[1] + "\",\"s3Key\":\"" + args[2] + "\"}]"))
				.records()
				.get(0);
			LongAdder lines = new LongAdder();
			record.stream().forEachLine((line) -> lines.increment());
			System.out.println(lines.sum() + " lines");
			record.bytes();
		}
		catch (EventException ex) {
			System.out.println(ex.getMessage());
		}
	}

}
