package io.golambda.integration.console;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Finds and starts headless Chromium.
 */
final class Chromium {

	static final String INSTALL = "The console is tested in Chromium, which is not installed. "
			+ "Install it and its driver, on Debian by: apt-get install chromium chromium-driver";

	private final Path browser;

	private final Path driver;

	private Chromium(Path browser, Path driver) {
		this.browser = browser;
		this.driver = driver;
	}

	static Optional<Chromium> find() {
		Optional<Path> driver = find("chromedriver");
		return Stream.of("chromium", "chromium-browser", "google-chrome")
			.flatMap((name) -> find(name).stream())
			.findFirst()
			.flatMap((browser) -> driver.map((path) -> new Chromium(browser, path)));
	}

	private static Optional<Path> find(String program) {
		return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, program))
			.filter((path) -> path.toFile().canExecute())
			.findFirst();
	}

	ChromeDriver start(Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(this.browser.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--user-data-dir=" + profile, "--window-size=1440,900");
		options.setExperimentalOption("prefs", Map.of("credentials_enable_service", false));
		options.setExperimentalOption("perfLoggingPrefs", Map.of("enableNetwork", true, "enablePage", false));
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(this.driver.toFile())
			.build();
		ChromeDriver driver = new ChromeDriver(service, options);
		driver.executeCdpCommand("Browser.setPermission", permission("granted"));
		return driver;
	}

	static Map<String, Object> permission(String setting) {
		return Map.of("permission", Map.of("name", "clipboard-write", "allowWithoutSanitization", false), "setting",
				setting);
	}

}
