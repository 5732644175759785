package io.golambda.tracing;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The formats of trace contexts, with any ids and any text.
 */
class SenderSpanPropertiesTests {

	@Property(tries = 300)
	void everyFormatReadsWhatItWrites(@ForAll("spans") SenderSpan span) {
		assertThat(SenderSpan.ofTraceHeader(span.traceHeader())).contains(span);
		assertThat(SenderSpan.ofB3(span.b3())).contains(span);
		assertThat(SenderSpan.ofTraceparent(span.traceparent()))
			.contains(new SenderSpan(span.traceId(), span.spanId(), Boolean.TRUE.equals(span.sampled())));
	}

	@Property(tries = 300)
	void xRayHeaderSurvivesTheWayToTraceparentAndBack(@ForAll("decided") SenderSpan span) {
		SenderSpan read = SenderSpan.ofTraceHeader(span.traceHeader()).orElseThrow();
		SenderSpan back = SenderSpan.ofTraceparent(read.traceparent()).orElseThrow();
		assertThat(back.traceHeader()).isEqualTo(span.traceHeader());
	}

	@Property(tries = 500)
	void noTextFails(@ForAll String text) {
		assertThat(SenderSpan.ofTraceparent(text)).isEmpty();
		assertThat(SenderSpan.ofTraceHeader(text)).isEmpty();
		assertThat(SenderSpan.ofB3(text)).isEmpty();
	}

	@Provide
	Arbitrary<SenderSpan> spans() {
		return Combinators.combine(ids(32), ids(16), Arbitraries.of(true, false).injectNull(0.3)).as(SenderSpan::new);
	}

	@Provide
	Arbitrary<SenderSpan> decided() {
		return Combinators.combine(ids(32), ids(16), Arbitraries.of(true, false)).as(SenderSpan::new);
	}

	private static Arbitrary<String> ids(int length) {
		return Arbitraries.strings()
			.withChars("0123456789abcdef")
			.ofLength(length)
			.filter((id) -> !id.equals("0".repeat(length)));
	}

}
