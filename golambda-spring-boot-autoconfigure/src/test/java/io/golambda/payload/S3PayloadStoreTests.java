package io.golambda.payload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.golambda.event.Event;
import io.golambda.event.EventRecord;
import io.golambda.event.PayloadContent;
import io.golambda.event.PayloadReference;
import io.golambda.invocation.InvocationChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests reading and deleting objects of S3, by requests of the AWS SDK to a server on
 * loopback.
 */
class S3PayloadStoreTests {

	private static final EventRecord RECORD = Event.encapSqs("a").records().get(0);

	private LocalS3 s3;

	private S3PayloadStore store;

	@BeforeEach
	void start() throws IOException {
		this.s3 = new LocalS3();
		this.store = new S3PayloadStore(this.s3::client, () -> {
		}, "eu-west-1");
	}

	@AfterEach
	void stop() {
		this.s3.close();
	}

	private static PayloadReference pointer(String key) {
		return new PayloadReference(RECORD, "basket", key, null, true);
	}

	private static PayloadReference notified(@Nullable String versionId) {
		return new PayloadReference(RECORD, "basket", "k", versionId, false);
	}

	@Test
	void objectIsRead() throws IOException {
		this.s3.has("/basket/in/k%2B1", "content");
		PayloadContent content = this.store.open(pointer("in/k+1"));
		assertThat(content.length()).isEqualTo(7);
		try (InputStream stream = content.stream()) {
			assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("content");
			assertThat(stream.read()).isEqualTo(-1);
		}
	}

	@Test
	void emptyObjectIsRead() throws IOException {
		this.s3.on("GET /basket/k", (exchange, start) -> {
			exchange.getResponseHeaders().set("Content-Length", "0");
			exchange.sendResponseHeaders(200, -1);
		});
		PayloadContent content = this.store.open(pointer("k"));
		assertThat(content.length()).isZero();
		assertThat(content.stream().read()).isEqualTo(-1);
	}

	@Test
	void versionThatAnEventNamesIsRead() throws IOException {
		this.s3.has("/basket/k?versionId=v-7", "content");
		assertThat(this.store.open(notified("v-7")).stream().readAllBytes()).hasSize(7);
	}

	@Test
	void missingObjectIsReported() {
		this.s3.refuses("GET /basket/k", 404, "NoSuchKey", "The specified key does not exist.");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.store.open(pointer("k")))
			.withMessage("it does not exist (NoSuchKey); it was deleted after a record succeeded before, in which case "
					+ "this is a duplicate, or by another reader of the message, or by a lifecycle rule")
			.withCauseInstanceOf(S3Exception.class);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.store.open(notified(null)))
			.withMessage("it does not exist (NoSuchKey); it was deleted since the event");
	}

	@Test
	void deniedObjectNamesThePolicy() {
		this.s3.refuses("GET /basket/k", 403, "AccessDenied", "User: arn:aws:sts::1:assumed-role/r is not authorized");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.store.open(pointer("k")))
			.withMessageStartingWith("access is denied (AccessDenied); add to the function's role "
					+ "{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::basket/*\"}")
			.withMessageContaining("kms:Decrypt")
			.withMessageContaining("{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":"
					+ "\"arn:aws:s3:::basket\"} S3 denies access to a missing object as well");
		this.s3.refuses("GET /basket/k?versionId=v-7", 403, "AccessDenied", "Access Denied");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new S3PayloadStore(this.s3::client, () -> {
		}, "cn-north-1").open(notified("v-7")))
			.withMessageContaining("\"s3:GetObjectVersion\",\"Resource\":\"arn:aws-cn:s3:::basket/*\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"403 | AccessDenied | not authorized to perform: kms:Decrypt on resource | access to its key is denied",
			"403 | AccessDenied | with an explicit deny in a resource-based policy | a policy denies it explicitly",
			"403 | InvalidObjectState | The operation is not valid | it is archived; restore it first",
			"404 | NoSuchBucket | The specified bucket does not exist | its bucket does not exist",
			"301 | PermanentRedirect | must be addressed using | its bucket is in another region than the client",
			"400 | AuthorizationHeaderMalformed | the region is wrong | spring.cloud.aws.s3.cross-region-enabled=true",
			"400 | KMS.DisabledException | arn:aws:kms is disabled | its key is not usable (KMS.DisabledException)",
			"403 | InvalidAccessKeyId | The Access Key Id | S3 rejects the credentials",
			"503 | SlowDown | Please reduce your request rate | S3 answered 503 SlowDown" })
	void refusalIsTranslated(int status, String code, String message, String problem) {
		this.s3.refuses("GET /basket/k", status, code, message);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.store.open(pointer("k")))
			.withMessageContaining(problem);
	}

	@Test
	void unreachableServerIsReported() {
		this.s3.stop();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.store.open(pointer("k")))
			.withMessageStartingWith("S3 was not reached: ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"Unable to load an HTTP implementation from any provider in the chain. | Add software.amazon.awssdk:url-connection-client",
			"Unable to load credentials from any of the providers in the chain | there are no AWS credentials",
			"Unable to load region from any of the providers in the chain | Lambda sets AWS_REGION" })
	void clientThatCannotBeBuiltIsReported(String message, String problem) {
		S3PayloadStore broken = new S3PayloadStore(() -> {
			throw SdkClientException.create(message);
		}, () -> {
		}, null);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> broken.open(pointer("k")))
			.withMessageStartingWith("S3 was not reached: ")
			.withMessageContaining(problem);
	}

	@Test
	@Timeout(10)
	void callEndsBeforeTheFunctionTimesOut() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		this.s3.on("GET /basket/k", (exchange, start) -> await(end, 20_000));
		Event event = Event.of("{}", TimeLimit.ofMillis(700));
		long start = System.nanoTime();
		new InvocationChain(List.of()).invoke(event, (invocation) -> {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.store.open(pointer("k")))
				.withMessage("S3 did not answer before the function has to end");
			return null;
		});
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
		end.countDown();
	}

	@Test
	@Timeout(20)
	void slowObjectEndsBeforeTheFunctionTimesOut() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		this.s3.on("GET /basket/k", (exchange, start) -> {
			exchange.sendResponseHeaders(200, 1_000_000);
			while (end.getCount() > 0) {
				exchange.getResponseBody().write('x');
				exchange.getResponseBody().flush();
				await(end, 10);
			}
		});
		Event event = Event.of("{}", TimeLimit.ofMillis(900));
		long start = System.nanoTime();
		new InvocationChain(List.of()).invoke(event, (invocation) -> {
			try (InputStream stream = this.store.open(pointer("k")).stream()) {
				assertThatExceptionOfType(IOException.class).isThrownBy(stream::readAllBytes)
					.withMessage("S3 did not send the rest before the function has to end");
			}
			return null;
		});
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		end.countDown();
	}

	private static void await(CountDownLatch latch, int millis) {
		try {
			latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void closingEarlyDoesNotReadTheRest() throws IOException {
		long length = 1L << 30;
		this.s3.on("GET /basket/k", (exchange, start) -> this.s3.sendPart(exchange, 200, length, length));
		try (InputStream stream = this.store.open(pointer("k")).stream()) {
			assertThat(stream.readNBytes(10)).hasSize(10);
		}
		assertThat(this.s3.sent()).isLessThan(100L << 20);
	}

	@Test
	void lostConnectionIsContinuedWhereItEnded() throws IOException {
		long length = 1_000_000;
		this.s3.on("GET /basket/k", (exchange, start) -> {
			exchange.getResponseHeaders().set("ETag", "\"e\"");
			if (start > 0) {
				assertThat(exchange.getRequestHeaders().getFirst("If-Match")).isEqualTo("\"e\"");
				exchange.getResponseHeaders()
					.set("Content-Range", "bytes " + start + "-" + (length - 1) + "/" + length);
			}
			this.s3.sendPart(exchange, (start > 0) ? 206 : 200, length - start, Math.min(length - start, 400_000));
		});
		try (InputStream stream = this.store.open(pointer("k")).stream()) {
			assertThat(stream.readAllBytes()).hasSize(1_000_000);
		}
		assertThat(this.s3.requests()).hasSize(3);
		assertThat(this.s3.requests().get(1)).startsWith("GET /basket/k bytes=");
	}

	@Test
	void connectionThatIsLostOverAndOverIsReported() throws IOException {
		this.s3.on("GET /basket/k",
				(exchange, start) -> this.s3.sendPart(exchange, (start > 0) ? 206 : 200, 1_000_000 - start, 0));
		try (InputStream stream = this.store.open(pointer("k")).stream()) {
			assertThatExceptionOfType(IOException.class).isThrownBy(stream::readAllBytes)
				.withMessage("the connection to S3 was lost after 0 of 1000000 bytes");
		}
	}

	@Test
	void objectThatWasReplacedMeanwhileIsReported() throws IOException {
		this.s3.on("GET /basket/k", (exchange, start) -> {
			exchange.getResponseHeaders().set("ETag", "\"e\"");
			this.s3.sendPart(exchange, 200, 1_000_000, 400_000);
			this.s3.refuses("GET /basket/k", 412, "PreconditionFailed", "At least one of the pre-conditions");
		});
		try (InputStream stream = this.store.open(pointer("k")).stream()) {
			assertThatExceptionOfType(IOException.class).isThrownBy(stream::readAllBytes)
				.withMessage("it was replaced by another object while it was read");
		}
	}

	@Test
	void objectsAreDeletedByOneRequestForABucket() throws IOException {
		answerDeletion("basket", "");
		answerDeletion("other", "");
		this.store
			.delete(List.of(pointer("k-1"), new PayloadReference(RECORD, "other", "k-2", null, true), pointer("k-3")));
		assertThat(this.s3.requests()).hasSize(2);
		assertThat(this.s3.requests().get(0)).startsWith("POST /basket?delete ")
			.contains("<Key>k-1</Key>", "<Key>k-3</Key>")
			.doesNotContain("k-2");
	}

	@Test
	void deniedDeletionNamesThePolicy() {
		answerDeletion("basket", "<Error><Key>k-1</Key><Code>AccessDenied</Code><Message>no</Message></Error>");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.store.delete(List.of(pointer("k-1"))))
			.withMessage("access is denied; add to the function's role {\"Effect\":\"Allow\",\"Action\":"
					+ "\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::basket/*\"}");
		this.s3.refuses("POST /basket?delete", 503, "SlowDown", "Please reduce your request rate");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.store.delete(List.of(pointer("k-1"))))
			.withMessage("S3 answered SlowDown");
	}

	private void answerDeletion(String bucket, String errors) {
		this.s3.on("POST /" + bucket + "?delete", (exchange, start) -> {
			exchange.getResponseHeaders().set("Content-Type", "application/xml");
			this.s3.send(exchange, 200, ("<?xml version=\"1.0\"?><DeleteResult>" + errors + "</DeleteResult>")
				.getBytes(StandardCharsets.UTF_8));
		});
	}

}
