package io.golambda.integration.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.util.FileSystemUtils;

/**
 * Opens the console in a browser for each test that has a {@link ConsolePage} as
 * parameter. All test classes share one browser and one server.
 */
final class ConsoleExtension implements ParameterResolver, ExecutionCondition {

	private static final Namespace NAMESPACE = Namespace.create(ConsoleExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return Chromium.find().isPresent() ? ConditionEvaluationResult.enabled("Chromium is installed")
				: ConditionEvaluationResult.disabled(Chromium.INSTALL);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == ConsolePage.class;
	}

	@Override
	public ConsolePage resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Session session = context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Session.class, (key) -> new Session(), Session.class);
		return context.getStore(NAMESPACE)
			.computeIfAbsent(ConsolePage.class, (key) -> new ConsolePage(session.driver, session.server).open(),
					ConsolePage.class);
	}

	/**
	 * The browser and the server.
	 */
	private static final class Session implements AutoCloseable {

		private final Path folder;

		private final ConsoleServer server;

		private final ChromeDriver driver;

		Session() {
			try {
				this.folder = Files.createTempDirectory("golambda-console");
				this.server = new ConsoleServer(this.folder, "--concurrency=2", "--no-restart");
				this.driver = Chromium.find().orElseThrow().start(this.folder.resolve("profile"));
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.driver.quit();
			this.server.close();
			FileSystemUtils.deleteRecursively(this.folder);
		}

	}

}
