package io.golambda.tracing;

import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The formats of trace contexts.
 */
class SenderSpanTests {

	private static final SenderSpan SPAN = new SenderSpan("5759e988bd862e3fe1be46a994272793", "53995c3f42cd8ad8", true);

	@ParameterizedTest
	@ValueSource(strings = { "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
			"Sampled=1;Lineage=a:1|b:2;Parent=53995c3f42cd8ad8;Root=1-5759e988-bd862e3fe1be46a994272793",
			" Root=1-5759E988-BD862E3FE1BE46A994272793 ; Parent=53995C3F42CD8AD8 ; Sampled=1 ;" })
	void xRayHeaderMayHaveAnyOrder(String header) {
		assertThat(SenderSpan.ofTraceHeader(header)).contains(SPAN);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
			"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=5399;Sampled=1",
			"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=0000000000000000;Sampled=1",
			"Root=1-00000000-000000000000000000000000;Parent=53995c3f42cd8ad8;Sampled=1",
			"Root=2-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8", "Parent=53995c3f42cd8ad8;Sampled=1",
			"Root=1-5759e988-bd862e3fe1be46a99427279x;Parent=53995c3f42cd8ad8", "Root;Parent;Sampled", ";;;=;=" })
	void xRayHeaderWithoutAValidParentNamesNoSpan(String header) {
		assertThat(SenderSpan.ofTraceHeader(header)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
			"00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-03",
			" 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01 ",
			"01-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01-what-the-future-will-be-like" })
	void traceparentMayBeOfALaterVersion(String header) {
		assertThat(SenderSpan.ofTraceparent(header)).contains(SPAN);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "00", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8",
			"00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-1",
			"00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01-more",
			"01-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01.more",
			"ff-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
			"00-5759E988BD862E3FE1BE46A994272793-53995c3f42cd8ad8-01",
			"00_5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01",
			"00-00000000000000000000000000000000-53995c3f42cd8ad8-01",
			"00-5759e988bd862e3fe1be46a994272793-0000000000000000-01" })
	void malformedTraceparentNamesNoSpan(String header) {
		assertThat(SenderSpan.ofTraceparent(header)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1", "d", "--", "53995c3f42cd8ad8", "5759-53995c3f42cd8ad8-1",
			"5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-1-53995c3f42cd8ad8-1" })
	void malformedB3NamesNoSpan(String header) {
		assertThat(SenderSpan.ofB3(header)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "e1be46a994272793-53995c3f42cd8ad8-1",
			"0000000000000000e1be46a994272793-53995c3f42cd8ad8-d-53995c3f42cd8ad7" })
	void shortTraceIdOfB3IsPadded(String header) {
		assertThat(SenderSpan.ofB3(header)).map(SenderSpan::traceId)
			.isEqualTo(Optional.of("0000000000000000e1be46a994272793"));
	}

}
