package io.golambda.test;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.Event;
import io.golambda.local.event.Answer;
import io.golambda.local.event.EventFiles;
import io.golambda.local.event.JUnitSource;
import io.golambda.local.event.JUnitTest;
import io.golambda.test.generated.EchoApplicationPackage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles and runs the tests that the console writes, which use this test kit.
 */
class JUnitSourceTests {

	@TempDir
	Path folder;

	@Test
	void testIsReadable() {
		JUnitTest test = new JUnitSource("com.example", EventFiles.DEFAULT_FOLDER).write("{\"order\":17.50}",
				Answer.success(bytes("\"blue\"")));
		assertThat(test.files()).isEmpty();
		assertThat(test.code()).isEqualTo("""
				package com.example;

				import org.junit.jupiter.api.Test;
				import org.springframework.beans.factory.annotation.Autowired;
				import org.springframework.boot.test.context.SpringBootTest;

				import io.golambda.test.LambdaResult;
				import io.golambda.test.LambdaTester;

				import static org.assertj.core.api.Assertions.assertThat;

				@SpringBootTest
				class EventTests {

					@Autowired
					LambdaTester lambda;

					@Test
					void answersEvent() {
						LambdaResult result = this.lambda.invoke(\"""
								{
								  "order": 17.50
								}\""");
						assertThat(result).answersJsonStrictly("\\"blue\\"");
					}

				}
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[1,2.50]", "{\"a\":\"\\\\\\\"\\\"\\\"\\u0000\\n\\t\\u202e\"}",
			"{\"a\":\"\\\\u000a\\\\\\\\u0022*/\"}", "{\"ä\":\"grün \u202e\u200b\u00a0\ud83d\ude00 \u2028\"}",
			"{\"\":\"\"}" })
	void testSucceedsForTheAnswerThatWasSeen(String event) throws Exception {
		JUnitTest test = source().write(event, Answer.success(bytes(event)));
		assertThat(failures(test)).isEmpty();
	}

	@Test
	void testOfAnEventOfSqsSucceeds() throws Exception {
		String event = Event.encapSqs("{\"total\": 17.50}", "\"\"\"\\\n\t'${a}%s").json();
		JUnitTest test = source().write(event, Answer.success(bytes(event)));
		assertThat(test.className()).isEqualTo("SqsEventTests");
		assertThat(failures(test)).isEmpty();
	}

	@Test
	void testFailsForAnotherAnswer() throws Exception {
		assertThat(failures(source().write("{\"a\":1}", Answer.success(bytes("{\"a\":2}"))))).hasSize(1);
		assertThat(failures(source().write("{\"a\":1}", error("java.lang.IllegalStateException", "x")))).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "failed", "a \"quoted\" \\u000a\n\u202emessage" })
	void testExpectsTheErrorThatWasSeen(String message) throws Exception {
		String event = JsonMapper.shared().createObjectNode().put("fail", message).toString();
		JUnitTest test = source().write(event, error("java.lang.IllegalStateException", message));
		assertThat(test.code()).contains("void failsForEvent()");
		assertThat(failures(test)).isEmpty();
		assertThat(failures(source().write(event, error("java.lang.IllegalStateException", "other")))).hasSize(1);
	}

	@Test
	void testOfATimeoutExpectsASuccess() throws Exception {
		JUnitTest test = source().write("{\"a\":1}", error("Sandbox.Timedout", "Task timed out after 3.00 seconds"));
		assertThat(test.code()).contains("// ended with Sandbox.Timedout when it was invoked in the console");
		assertThat(failures(test)).isEmpty();
	}

	@Test
	void longEventIsReadFromItsFile() throws Exception {
		String event = "{\"a\":\"" + "ä".repeat(70_000) + "\"}";
		JUnitTest test = source().write(event, Answer.success(bytes(event)));
		assertThat(test.files()).containsOnlyKeys("event.json", "event-answer.json");
		EventFiles files = new EventFiles(this.folder.resolve("events"));
		test.files().forEach((name, content) -> files.save(name, content, false));
		assertThat(failures(test)).isEmpty();
	}

	@Test
	void anyAnswerCompiles() throws Exception {
		List<byte[]> answers = List.of(new byte[0], bytes(" "), bytes("not JSON \"\"\" \\u \r\n\u0001"),
				new byte[] { (byte) 0xFF, 0 }, bytes("\ud83d\ude00\u0000".repeat(30_000)), bytes("{}{}"));
		for (byte[] answer : answers) {
			compile(source().write("not JSON \"\"\"\n \t\n", Answer.success(answer)));
			compile(source().write("{}", Answer.failure(answer)));
		}
		compile(source().write("{}", error("com.acme.*/ \\u000a System.exit(1); //", "x")));
	}

	private JUnitSource source() {
		return new JUnitSource(EchoApplicationPackage.NAME, this.folder.resolve("events"));
	}

	private static Answer error(String type, String message) {
		return Answer.failure(JsonMapper.shared()
			.writeValueAsBytes(
					JsonMapper.shared().createObjectNode().put("errorMessage", message).put("errorType", type)));
	}

	private List<String> failures(JUnitTest test) throws Exception {
		Path classes = compile(test);
		ClassLoader former = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() }, former)) {
			Thread.currentThread().setContextClassLoader(loader);
			Class<?> type = loader.loadClass(EchoApplicationPackage.NAME + "." + test.className());
			LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
				.selectors(DiscoverySelectors.selectClass(type))
				.build();
			SummaryGeneratingListener summary = new SummaryGeneratingListener();
			LauncherFactory.create().execute(request, summary);
			assertThat(summary.getSummary().getTestsStartedCount()).isOne();
			List<String> failures = new ArrayList<>();
			summary.getSummary().getFailures().forEach((failure) -> failures.add(failure.getException().toString()));
			return failures;
		}
		finally {
			Thread.currentThread().setContextClassLoader(former);
		}
	}

	private Path compile(JUnitTest test) throws IOException {
		Path folder = Files.createTempDirectory(this.folder, "test");
		Path source = Files.writeString(folder.resolve(test.className() + ".java"), test.code());
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-encoding", "UTF-8", "-proc:none", "-d", folder.toString(), "-cp",
					System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
					source.toString());
		assertThat(result).as(test.code().substring(0, Math.min(3000, test.code().length()))).isZero();
		return folder;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
