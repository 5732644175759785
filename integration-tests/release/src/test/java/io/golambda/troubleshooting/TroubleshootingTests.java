package io.golambda.troubleshooting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.golambda.troubleshooting.MessagesInSources.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the page on troubleshooting with the messages in the sources of what runs at
 * the start.
 */
class TroubleshootingTests {

	private static final Path CHECKOUT = Path.of(System.getProperty("checkout"));

	private static final String MAIN = "src/main/java/io/golambda";

	private static final List<Path> START = Stream
		.of("golambda-spring-boot-autoconfigure/" + MAIN + "/autoconfigure",
				"golambda-spring-boot-autoconfigure/" + MAIN + "/lambda",
				"golambda-spring-boot-autoconfigure/" + MAIN + "/logging",
				"golambda-spring-boot-autoconfigure/" + MAIN + "/secret",
				"golambda-spring-boot-autoconfigure/" + MAIN + "/sentry", "golambda-local/" + MAIN,
				"golambda-maven-plugin/src/main/java")
		.map(CHECKOUT::resolve)
		.filter(Files::isDirectory)
		.toList();

	/**
	 * Files whose messages do not appear at the start: they answer requests of the
	 * console, guard against misuse of an API, or report what an invocation did.
	 */
	private static final Set<String> NOT_AT_THE_START = Set.of("CachedSecret.java", "CallTimes.java", "ConsoleApi.java",
			"ErrorLog.java", "ErrorMarker.java", "EventFiles.java", "EventForms.java", "EventMasker.java",
			"JUnitSource.java", "LocalInvocation.java", "PastedEvents.java", "QueueApi.java", "QueuePoller.java",
			"ResultWriter.java", "SecretValues.java", "SpanReceiver.java", "SubscribingCall.java",
			"TrackedTransport.java", "ValueGenerator.java");

	private static final Set<Path> PACKAGES_OF_THE_CONSOLE = Set.of(Path.of("console"), Path.of("event"),
			Path.of("queue"), Path.of("trace"));

	@Test
	void pageHasEachMessageOfTheStart() throws IOException {
		String page = withoutEscapes(Files.readString(CHECKOUT.resolve("docs/troubleshooting.md")));
		List<Message> messages = MessagesInSources.in(START, PACKAGES_OF_THE_CONSOLE)
			.stream()
			.filter((message) -> !NOT_AT_THE_START.contains(message.file()))
			.toList();
		assertThat(messages).hasSizeGreaterThan(80);
		assertThat(messages.stream().filter((message) -> !page.contains(message.text())))
			.as("messages to add to docs/troubleshooting.md, with their causes and fixes")
			.isEmpty();
	}

	private static String withoutEscapes(String markdown) {
		return markdown.replace("\\|", "|").replaceAll("\\s+", " ");
	}

}
