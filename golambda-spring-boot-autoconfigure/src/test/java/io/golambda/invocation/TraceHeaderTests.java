package io.golambda.invocation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceHeaderTests {

	private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793";

	@Test
	void headerHasRootParentAndDecision() {
		TraceHeader header = TraceHeader.parse(ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1").orElseThrow();
		assertThat(header.root()).isEqualTo("1-5759e988-bd862e3fe1be46a994272793");
		assertThat(header.traceId()).isEqualTo("5759e988bd862e3fe1be46a994272793");
		assertThat(header.parent()).contains("53995c3f42cd8ad8");
		assertThat(header.sampled()).contains(true);
	}

	@Test
	void formattedHeaderIsParsedAgain() {
		String traceId = "5759e988bd862e3fe1be46a994272793";
		assertThat(TraceHeader.format(traceId, "53995c3f42cd8ad8", true))
			.isEqualTo(ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1");
		assertThat(TraceHeader.format(traceId, "53995c3f42cd8ad8", false)).endsWith(";Sampled=0");
		TraceHeader open = TraceHeader.parse(TraceHeader.format(traceId, "53995c3f42cd8ad8", null)).orElseThrow();
		assertThat(open.traceId()).isEqualTo(traceId);
		assertThat(open.sampled()).isEmpty();
	}

	@Test
	void membersMayBeInAnyOrderAmongOthers() {
		TraceHeader header = TraceHeader
			.parse("Self=1-2; Sampled=0;Lineage=a87bd80c:1;Parent=53995C3F42CD8AD8; " + ROOT)
			.orElseThrow();
		assertThat(header.traceId()).isEqualTo("5759e988bd862e3fe1be46a994272793");
		assertThat(header.parent()).contains("53995c3f42cd8ad8");
		assertThat(header.sampled()).contains(false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";", ";Sampled=?", ";Parent=;Sampled=2", ";Parent=53995c3f42cd8ad;Sampled=",
			";Parent=53995c3f42cd8adg" })
	void invalidParentAndDecisionAreLeftOut(String rest) {
		TraceHeader header = TraceHeader.parse(ROOT + rest).orElseThrow();
		assertThat(header.parent()).isEmpty();
		assertThat(header.sampled()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";", "=", "Root", "Root=", "Root=1", "Sampled=1",
			"Root=2-5759e988-bd862e3fe1be46a994272793", "Root=1-5759e988-bd862e3fe1be46a99427279",
			"Root=1-5759e988bbd862e3fe1be46a994272793", "Root=1-5759e98g-bd862e3fe1be46a994272793",
			"Root=1-\uFF15759e988-bd862e3fe1be46a99427279", "root=1-5759e988-bd862e3fe1be46a994272793" })
	void headerWithoutAValidRootIsNone(String header) {
		assertThat(TraceHeader.parse(header)).isEmpty();
	}

}
