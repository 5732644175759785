package io.golambda.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replaces Lambda's runtime client on systems that it does not support (its native
 * library requires Linux). Requests events from the Runtime API and passes them to the
 * handler, one at a time.
 */
final class LocalRuntimeClient {

	private final HttpClient http = HttpClient.newHttpClient();

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final String api;

	private LocalRuntimeClient(String api) {
		this.api = "http://" + api + "/2018-06-01/runtime/";
	}

	public static void main(String[] arguments) throws Exception {
		new LocalRuntimeClient(System.getenv("AWS_LAMBDA_RUNTIME_API")).run(arguments[0]);
	}

	private void run(String handlerName) throws Exception {
		RequestStreamHandler handler;
		try {
			handler = handler(handlerName.replaceFirst("::.*", ""));
		}
		catch (InvocationTargetException ex) {
			fail("init/error", ex.getCause());
			return;
		}
		catch (Exception | Error ex) {
			fail("init/error", ex);
			return;
		}
		while (true) {
			HttpResponse<byte[]> next = this.http.send(request("invocation/next").GET().build(),
					BodyHandlers.ofByteArray());
			LocalContext context = LocalContext.of(next.headers());
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			String path = "invocation/" + context.getAwsRequestId();
			try {
				handler.handleRequest(new ByteArrayInputStream(next.body()), answer, context);
				post(path + "/response", BodyPublishers.ofByteArray(answer.toByteArray()));
			}
			catch (VirtualMachineError ex) {
				// exits like Lambda's client, since the process may be damaged
				fail(path + "/error", ex);
			}
			catch (Exception | Error ex) {
				post(path + "/error", BodyPublishers.ofByteArray(error(ex)));
			}
		}
	}

	private static RequestStreamHandler handler(String className) throws ReflectiveOperationException {
		try {
			return Class.forName(className)
				.asSubclass(RequestStreamHandler.class)
				.getDeclaredConstructor()
				.newInstance();
		}
		catch (ClassNotFoundException ex) {
			throw new ClassNotFoundException("The class " + className + " of the handler does not exist.", ex);
		}
		catch (ClassCastException ex) {
			throw new IllegalArgumentException("The handler " + className + " is not a "
					+ RequestStreamHandler.class.getName() + "; other types require Lambda's own runtime client.");
		}
	}

	// exits explicitly, since other threads of the application may keep the process alive
	private void fail(String path, Throwable failure) throws IOException, InterruptedException {
		failure.printStackTrace();
		post(path, BodyPublishers.ofByteArray(error(failure)));
		System.exit(1);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.api + path));
	}

	private void post(String path, BodyPublisher body) throws IOException, InterruptedException {
		this.http.send(request(path).POST(body).build(), BodyHandlers.discarding());
	}

	// same members and order as Lambda's runtime client
	private byte[] error(Throwable failure) {
		String message = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getName();
		List<String> frames = Arrays.stream(failure.getStackTrace()).map(StackTraceElement::toString).toList();
		return this.mapper.writeValueAsBytes(new TreeMap<>(
				Map.of("errorMessage", message, "errorType", failure.getClass().getName(), "stackTrace", frames)));
	}

}
