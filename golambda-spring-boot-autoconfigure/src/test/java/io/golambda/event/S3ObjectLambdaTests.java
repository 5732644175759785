package io.golambda.event;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.amazonaws.services.lambda.runtime.events.S3ObjectLambdaEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An event of S3 Object Lambda binds to AWS's class. The function answers by
 * {@code WriteGetObjectResponse}, not by what it returns.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-writing-lambda.html">Writing
 * Lambda functions for S3 Object Lambda access points</a>
 */
class S3ObjectLambdaTests {

	private final Map<String, String> written = new ConcurrentHashMap<>();

	private HttpServer s3;

	private Event event;

	@BeforeEach
	void startS3() throws IOException {
		this.s3 = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.s3.createContext("/presigned", (request) -> respond(request, "blue"));
		this.s3.createContext("/WriteGetObjectResponse", this::write);
		this.s3.start();
		this.event = Event.of("""
				{"xAmzRequestId":"requestId","getObjectContext":{"inputS3Url":"%s/presigned?X-Amz-Signature=a",
				"outputRoute":"io-cell001","outputToken":"OutputToken"},"configuration":{
				"accessPointArn":"arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/example",
				"supportingAccessPointArn":"arn:aws:s3:us-east-1:111122223333:accesspoint/example","payload":"{}"},
				"userRequest":{"url":"https://example.s3-object-lambda.us-east-1.amazonaws.com/a","headers":{
				"Accept":"*/*"}},"userIdentity":{"type":"AssumedRole","principalId":"p"},"protocolVersion":"1.00"}"""
			.formatted(address()));
	}

	@AfterEach
	void stopS3() {
		this.s3.stop(0);
	}

	@Test
	void functionWritesTheTransformedObject() throws IOException {
		try (S3Client client = client()) {
			transform(this.event.bind(S3ObjectLambdaEvent.class), client);
		}
		assertThat(this.written).containsEntry("route", "io-cell001")
			.containsEntry("token", "OutputToken")
			.containsEntry("body", "BLUE");
	}

	@Test
	void eventHasNoRecords() {
		assertThat(this.event.source()).isEqualTo(EventSource.UNKNOWN);
		assertThatExceptionOfType(EventException.class).isThrownBy(this.event::records)
			.withMessageEndingWith("Use bind(...) to read the whole event.");
	}

	private static void transform(S3ObjectLambdaEvent event, S3Client client) throws IOException {
		try (InputStream original = URI.create(event.getGetObjectContext().getInputS3Url()).toURL().openStream()) {
			String content = new String(original.readAllBytes(), StandardCharsets.UTF_8);
			client.writeGetObjectResponse(
					(request) -> request.requestRoute(event.outputRoute()).requestToken(event.outputToken()),
					RequestBody.fromString(content.toUpperCase(Locale.ROOT)));
		}
	}

	private String address() {
		return "http://localhost:" + this.s3.getAddress().getPort();
	}

	private S3Client client() {
		return S3Client.builder()
			.endpointOverride(URI.create(address()))
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
			.httpClientBuilder(UrlConnectionHttpClient.builder())
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
			// the route is the first part of the host otherwise
			.overrideConfiguration(
					(options) -> options.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
			.build();
	}

	private void write(HttpExchange request) throws IOException {
		this.written.put("route", request.getRequestHeaders().getFirst("x-amz-request-route"));
		this.written.put("token", request.getRequestHeaders().getFirst("x-amz-request-token"));
		this.written.put("body", new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		respond(request, "");
	}

	private static void respond(HttpExchange request, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		request.sendResponseHeaders(200, (bytes.length > 0) ? bytes.length : -1);
		request.getResponseBody().write(bytes);
		request.close();
	}

}
