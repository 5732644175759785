package io.golambda.tracing.aws;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link XRayHeader}.
 */
class XRayHeaderTests {

	private static final String TRACE_ID = "5759e988bd862e3fe1be46a994272793";

	private static final String SPAN_ID = "53995c3f42cd8ad8";

	private static final String HEADER = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8";

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "true,;Sampled=1", "false,;Sampled=0", "-,''" })
	void headerHasTheDecisionToSample(Boolean sampled, String member) {
		assertThat(XRayHeader.of(TRACE_ID, SPAN_ID, sampled, Optional.empty()))
			.hasValue(new XRayHeader(HEADER + member));
	}

	@Test
	void shortTraceIdIsPaddedAsByW3c() {
		assertThat(XRayHeader.of("bd862e3fe1be46a9", SPAN_ID, true, Optional.empty()))
			.hasValue(new XRayHeader("Root=1-00000000-00000000bd862e3fe1be46a9;Parent=" + SPAN_ID + ";Sampled=1"));
	}

	@ParameterizedTest
	@CsvSource({ "'',''", TRACE_ID + ",''", TRACE_ID + ",0000000000000000", TRACE_ID + ",53995c3f42cd8ad",
			"00000000000000000000000000000000," + SPAN_ID, "5759E988BD862E3FE1BE46A994272793," + SPAN_ID,
			"5759e988-bd86-2e3f-e1be-46a994272793," + SPAN_ID, "17," + SPAN_ID, TRACE_ID + ",order 17\n" })
	void idsOfAnotherFormatHaveNoHeader(String traceId, String spanId) {
		assertThat(XRayHeader.of(traceId, spanId, true, Optional.empty())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=25:5d1b7ac3:0",
			"Lineage=25:5d1b7ac3:0;Sampled=0", "Root=bad; Lineage=25:5d1b7ac3:0 ; Sampled=0" })
	void lineageByWhichLambdaDetectsLoopsIsKept(String received) {
		assertThat(XRayHeader.of(TRACE_ID, SPAN_ID, true, Optional.of(received)))
			.hasValue(new XRayHeader(HEADER + ";Sampled=1;Lineage=25:5d1b7ac3:0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Lineage=", "Lineage=a\r\nX-Evil: 1", "XLineage=25:5d1b7ac3:0", "Self=1-2-3" })
	void invalidLineageIsLeftOut(String received) {
		assertThat(XRayHeader.of(TRACE_ID, SPAN_ID, true, Optional.of(received)))
			.hasValue(new XRayHeader(HEADER + ";Sampled=1"));
	}

}
