package io.golambda.local.console;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;

import io.golambda.local.event.EventInputException;

/**
 * Passes each request to the action for its method and path, and sends errors as JSON.
 * Routes are added before the first request.
 */
final class Router implements HttpHandler {

	private final List<Route> routes = new ArrayList<>();

	/**
	 * Adds a route.
	 * @param method the method of the request
	 * @param path the path, whose variables such as <code>{id}</code> are whole segments
	 * @param action handles the request
	 */
	Router add(String method, String path, Action action) {
		this.routes.add(new Route(method, path.split("/"), action));
		return this;
	}

	@Override
	public void handle(HttpExchange http) throws IOException {
		ApiExchange exchange = new ApiExchange(http, Map.of());
		try {
			route(http);
		}
		catch (ApiException ex) {
			exchange.answer(ex.status(), Map.of("message", String.valueOf(ex.getMessage())));
		}
		catch (EventInputException ex) {
			exchange.answer(status(ex.reason()), Map.of("message", String.valueOf(ex.getMessage())));
		}
		catch (RuntimeException ex) {
			ex.printStackTrace();
			exchange.answer(500, Map.of("message", "The console failed, see its output: " + ex));
		}
	}

	private static int status(EventInputException.Reason reason) {
		return switch (reason) {
			case INVALID -> 400;
			case NOT_FOUND -> 404;
			case EXISTS -> 409;
			case UNAVAILABLE -> 500;
		};
	}

	private void route(HttpExchange http) throws IOException {
		String[] path = segments(http.getRequestURI().getRawPath());
		List<String> allowed = new ArrayList<>();
		for (Route route : this.routes) {
			Map<String, String> variables = route.match(path);
			if (variables != null && route.method.equals(http.getRequestMethod())) {
				route.action.handle(new ApiExchange(http, variables));
				return;
			}
			if (variables != null) {
				allowed.add(route.method);
			}
		}
		if (allowed.isEmpty()) {
			throw new ApiException(404,
					"There is nothing at " + http.getRequestURI().getPath()
							+ ": the console is at /, its API at /api/, Lambda's Invoke API at "
							+ "/2015-03-31/functions/function/invocations.");
		}
		http.getResponseHeaders().set("Allow", allowed.stream().sorted().collect(Collectors.joining(", ")));
		throw new ApiException(405, "Use " + String.join(" or ", allowed) + ".");
	}

	private static String[] segments(String rawPath) {
		String[] segments = rawPath.split("/");
		for (int i = 0; i < segments.length; i++) {
			try {
				segments[i] = URLDecoder.decode(segments[i].replace("+", "%2B"), StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ex) {
				throw new ApiException(400, "The path is not valid: " + ex.getMessage());
			}
		}
		return segments;
	}

	/**
	 * Handles a request.
	 */
	@FunctionalInterface
	interface Action {

		void handle(ApiExchange exchange) throws IOException;

	}

	private record Route(String method, String[] path, Action action) {

		@Nullable Map<String, String> match(String[] other) {
			if (this.path.length != other.length) {
				return null;
			}
			Map<String, String> variables = new HashMap<>();
			for (int i = 0; i < this.path.length; i++) {
				if (this.path[i].startsWith("{")) {
					variables.put(this.path[i].substring(1, this.path[i].length() - 1), other[i]);
				}
				else if (!this.path[i].equals(other[i])) {
					return null;
				}
			}
			return variables;
		}

	}

}
