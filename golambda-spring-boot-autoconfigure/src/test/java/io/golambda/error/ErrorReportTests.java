package io.golambda.error;

import java.util.List;
import java.util.Map;

import com.acme.failures.BadExceptions;
import com.acme.failures.OrderRejectedException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorReportTests {

	@Test
	void readsTypeMessageAndStackTrace() {
		ErrorReport report = ErrorReport.of(new IllegalStateException("why"));
		assertThat(report.type()).isEqualTo("java.lang.IllegalStateException");
		assertThat(report.message()).isEqualTo("why");
		assertThat(report.values()).isEmpty();
		assertThat(report.causes()).isEmpty();
		assertThat(report.outermost().stackTrace().get(0).getMethodName()).isEqualTo("readsTypeMessageAndStackTrace");
		assertThat(report.isSafeToRead()).isTrue();
		assertThat(report.eventId()).isEmpty();
	}

	@Test
	void messageDefaultsToTheType() {
		assertThat(ErrorReport.of(new IllegalStateException(" ")).message())
			.isEqualTo("java.lang.IllegalStateException");
	}

	@Test
	void mergesValuesOfAllCausesOutermostFirst() {
		GolambdaException inner = new GolambdaException("inner").with("order", "inner").with("table", "orders");
		Exception middle = new OrderRejectedException(17, inner);
		GolambdaException outer = new GolambdaException("outer", middle).with("customer", 3);
		ErrorReport report = ErrorReport.of(outer, Map.of("customer", "of the invocation", "tenant", "t"));
		assertThat(report.values()).containsEntry("customer", 3)
			.containsEntry("order", 17)
			.containsEntry("table", "orders")
			.containsEntry("tenant", "t")
			.hasSize(5);
		assertThat(report.values().keySet()).startsWith("customer").endsWith("table", "tenant");
	}

	@Test
	void omitsFramesInCommonWithTheEnclosingThrowable() {
		Throwable cause = cause();
		ErrorReport report = ErrorReport.of(new IllegalStateException("outer", cause));
		ReportedThrowable reported = report.causes().get(0);
		assertThat(reported.message()).isEqualTo("inner");
		assertThat(reported.stackTrace()).extracting(StackTraceElement::getMethodName)
			.containsExactly("cause", "omitsFramesInCommonWithTheEnclosingThrowable");
		assertThat(reported.framesInCommon()).isEqualTo(cause.getStackTrace().length - 2);
	}

	private static Throwable cause() {
		return new IllegalArgumentException("inner");
	}

	@Test
	void readsValuesAndCausesOfSuppressedThrowables() {
		Exception outer = new IllegalStateException("outer");
		outer.addSuppressed(new OrderRejectedException(18, new IllegalArgumentException("deeper")));
		ReportedThrowable suppressed = ErrorReport.of(outer).outermost().suppressed().get(0);
		assertThat(suppressed.type()).isEqualTo(OrderRejectedException.class.getName());
		assertThat(suppressed.values()).containsEntry("order", 18);
		assertThat(suppressed.causes()).extracting(ReportedThrowable::message).containsExactly("deeper");
	}

	@Test
	void keepsFirstAndLastCausesOfALongChain() {
		ErrorReport report = ErrorReport.of(BadExceptions.chain(1000));
		assertThat(report.message()).isEqualTo("cause 1000");
		assertThat(report.causes()).extracting(ReportedThrowable::message)
			.startsWith("cause 999", "cause 998")
			.endsWith("cause 1", "the root")
			.hasSize(10);
		assertThat(report.omittedCauses()).isEqualTo(990);
		assertThat(report.values()).as("of the whole chain").containsEntry("depth", 0);
		assertThat(report.isSafeToRead()).isFalse();
	}

	@TestFactory
	List<DynamicTest> readsAnyThrowable() {
		return BadExceptions.all().entrySet().stream().map((bad) -> DynamicTest.dynamicTest(bad.getKey(), () -> {
			ErrorReport report = ErrorReport.of(bad.getValue());
			assertThat(report.type()).isEqualTo(bad.getValue().getClass().getName());
			assertThat(report.message()).isNotNull();
			assertThat(report.causes()).hasSizeLessThanOrEqualTo(10);
			assertThat(report.outermost().suppressed()).hasSizeLessThanOrEqualTo(10);
			assertThat(report.values()).hasSizeLessThanOrEqualTo(201);
		})).toList();
	}

	@Test
	void reportsMethodsThatThrow() {
		Map<String, Throwable> bad = BadExceptions.all();
		assertThat(ErrorReport.of(bad.get("getMessage() throws")).message())
			.isEqualTo("getMessage() [threw java.lang.IllegalStateException]");
		assertThat(ErrorReport.of(bad.get("values() throws")).values()).containsEntry("values()",
				"[threw java.lang.IllegalStateException]");
		assertThat(bad.entrySet()).filteredOn((each) -> !ErrorReport.of(each.getValue()).isSafeToRead())
			.extracting(Map.Entry::getKey)
			.as("not to be handed on")
			.containsExactly("causes itself", "causes in a circle", "a thousand causes", "a hundred thousand causes",
					"suppresses in a circle", "a thousand suppressed", "getMessage() throws", "values() throws",
					"values() is null", "getCause() throws", "getCause() is always another", "getStackTrace() is null",
					"everything throws errors", "a message of 5 MB", "a cause's message of 5 MB");
	}

	@Test
	void foldsFramesOfFrameworks() {
		FrameFolding folding = new FrameFolding(FrameFolding.DEFAULT_PREFIXES);
		assertThat(folding.isFolded(frame("java.util.ArrayList"))).isTrue();
		assertThat(folding.isFolded(frame("org.springframework.aop.framework.JdkDynamicAopProxy"))).isTrue();
		assertThat(folding.isFolded(frame("com.acme.Orders$$SpringCGLIB$$0"))).isTrue();
		assertThat(folding.isFolded(frame("com.acme.Orders"))).isFalse();
		assertThat(folding.isFolded(frame("javassist.Orders"))).isFalse();
		assertThat(new FrameFolding(List.of()).isFolded(frame("java.util.ArrayList"))).isFalse();
	}

	private static StackTraceElement frame(String type) {
		return new StackTraceElement(type, "method", "File.java", 1);
	}

}
