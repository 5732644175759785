package io.golambda.event.source;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.golambda.event.json.JsonScanner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signatures are read as far as the declared members require.
 */
class SignatureReaderTests {

	private final SignatureReader reader = new SignatureReader(List.of(new Sqs(), new Kafka(), new Firehose()));

	@ParameterizedTest
	@ValueSource(strings = { """
			{"Records":[]}""", """
			{"a":{"b":1},"eventSource":"aws:kafka"}""", """
			{"\\u0052ecords":[]}""", """
			[1,{"eventSource":"aws:sqs"}]""" })
	void payloadWithADeclaredMemberMayBeAnEvent(String payload) {
		assertThat(this.reader.mayBeEvent(json(payload))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "\"Records\"", "", "eventSource", """
			{"records":[]}""", """
			{"a":{"Records":[]}}""", """
			{"detail-type":"of a source that was not declared"}""" })
	void otherPayloadIsNot(String payload) {
		assertThat(this.reader.mayBeEvent(json(payload))).isFalse();
	}

	@Test
	void readingEndsAtTheFirstRecord() {
		EventSignature signature = this.reader.read(json("""
				{"Records":[{"eventSource":"aws:sqs"},not JSON"""));
		assertThat(new Sqs().recognizes(signature)).isTrue();
		assertThat(new Kafka().recognizes(signature)).isFalse();
	}

	@Test
	void readingEndsAtASufficientMember() {
		EventSignature signature = this.reader.read(json("""
				{"eventSource":"aws:kafka","records":not JSON"""));
		assertThat(new Kafka().recognizes(signature)).isTrue();
	}

	@Test
	void readingEndsBeforeTheRecordsThatCompleteASignature() {
		EventSignature signature = this.reader.read(json("""
				{"deliveryStreamArn":"arn","records":[not JSON"""));
		assertThat(new Firehose().recognizes(signature)).isTrue();
	}

	@Test
	void duplicateOfADecisiveMemberIsFound() {
		assertThat(this.reader.read(json("""
				{"invocationId":"1","a":1,"a":2,"invocationId":"2"}""")).duplicate()).isEqualTo("invocationId");
	}

	private static JsonScanner json(String json) {
		return new JsonScanner(json.getBytes(StandardCharsets.UTF_8));
	}

}
