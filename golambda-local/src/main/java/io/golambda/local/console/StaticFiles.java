package io.golambda.local.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the page, which are resources in the folder of this package.
 */
final class StaticFiles {

	// neither classes nor files of other folders
	private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.([a-z0-9]+)");

	private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js",
			"text/javascript; charset=utf-8", "css", "text/css; charset=utf-8", "svg", "image/svg+xml", "png",
			"image/png");

	void addTo(Router router) {
		router.add("GET", "/", (exchange) -> send(exchange, "index.html"))
			.add("GET", "/index.html", (exchange) -> send(exchange, "index.html"))
			.add("GET", "/console/{name}", (exchange) -> send(exchange, exchange.variable("name")));
	}

	private static void send(ApiExchange exchange, String name) throws IOException {
		Matcher matcher = NAMES.matcher(name);
		String type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
		try (InputStream file = (type != null) ? StaticFiles.class.getResourceAsStream(name) : null) {
			if (file == null) {
				throw new ApiException(404, "The console has no file " + name + ".");
			}
			exchange.answer(200, type, file.readAllBytes());
		}
	}

}
