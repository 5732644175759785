package io.golambda.local;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.net.httpserver.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes requests of local programs from those of web pages. A browser lets web
 * pages send requests to loopback without a permission: a form post, or any request after
 * the host name of the page has been rebound to loopback.
 */
final class LocalRequests {

	private static final List<String> HOSTS = List.of("localhost", "127.0.0.1", "[::1]");

	private LocalRequests() {
	}

	/**
	 * Checks a request.
	 * @param headers the headers of the request
	 * @param port the port of the server
	 * @return the reason to refuse the request, or {@code null} to accept it
	 */
	static @Nullable String refusal(Headers headers, int port) {
		String host = single(headers, "Host");
		if (host == null || !isOwn(host, port)) {
			return "The Host header must be localhost:" + port + " or 127.0.0.1:" + port + ".";
		}
		if (headers.containsKey("Origin") && !isOwnOrigin(single(headers, "Origin"), port)) {
			return "Requests of web pages are refused: the Origin header names another site.";
		}
		String site = headers.getFirst("Sec-Fetch-Site");
		if (site != null && !site.equals("same-origin") && !site.equals("none")) {
			return "Requests of web pages are refused: the Sec-Fetch-Site header is " + site + ".";
		}
		return null;
	}

	private static @Nullable String single(Headers headers, String name) {
		List<String> values = headers.get(name);
		return (values != null && values.size() == 1) ? values.get(0) : null;
	}

	private static boolean isOwnOrigin(@Nullable String origin, int port) {
		return origin != null && origin.startsWith("http://") && isOwn(origin.substring("http://".length()), port);
	}

	private static boolean isOwn(String authority, int port) {
		String lowerCase = authority.toLowerCase(Locale.ROOT);
		Stream<String> own = HOSTS.stream().map((host) -> host + ":" + port);
		return ((port == 80) ? Stream.concat(own, HOSTS.stream()) : own).anyMatch(lowerCase::equals);
	}

}
