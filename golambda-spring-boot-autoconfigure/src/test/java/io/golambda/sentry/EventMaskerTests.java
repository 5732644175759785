package io.golambda.sentry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.sentry.Breadcrumb;
import io.sentry.Hint;
import io.sentry.JsonSerializer;
import io.sentry.SentryAttributeType;
import io.sentry.SentryEvent;
import io.sentry.SentryLogEvent;
import io.sentry.SentryLogEventAttributeValue;
import io.sentry.SentryLogLevel;
import io.sentry.SentryLongDate;
import io.sentry.SentryMetricsEvent;
import io.sentry.SentryOptions;
import io.sentry.SentryReplayEvent;
import io.sentry.SpanContext;
import io.sentry.protocol.Mechanism;
import io.sentry.protocol.Message;
import io.sentry.protocol.Request;
import io.sentry.protocol.Response;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import io.sentry.protocol.User;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.invocation.LambdaEnvironment;
import io.golambda.logging.LineFormat;
import io.golambda.logging.MaskedValues;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventMasker} with the JSON that Sentry sends.
 */
class EventMaskerTests {

	private static final String SECRET = "hunter2";

	private final EventMasker masked = new EventMasker(
			new MaskedValues(LineFormat.of(LambdaEnvironment.of(Map.of())))::of);

	@Test
	void everyPartOfAnEventIsMasked() throws Exception {
		String sent = json(this.masked.process(full(), new Hint()));
		assertThat(sent).doesNotContain(SECRET).contains("Ada", "https://acme.com/?page=3&token=***", "page=3");
	}

	@Test
	void objectsOfTheScopeAreNotModified() {
		SentryEvent event = full();
		Breadcrumb breadcrumb = event.getBreadcrumbs().get(0);
		Request request = event.getRequest();
		User user = event.getUser();
		this.masked.process(event, new Hint());
		assertThat(breadcrumb.getData("password")).isEqualTo(SECRET);
		assertThat(request.getHeaders()).containsEntry("Authorization", SECRET);
		assertThat(user.getData()).containsEntry("password", SECRET);
	}

	static List<Masking> brokenMaskings() {
		return List.of((values) -> null, (values) -> Map.of(), (values) -> {
			throw new IllegalStateException(SECRET);
		}, (values) -> {
			throw new StackOverflowError();
		}, (values) -> Collections.singletonMap("x", null));
	}

	@ParameterizedTest
	@MethodSource("brokenMaskings")
	void valuesAreDroppedIfTheyCannotBeMasked(Masking broken) throws Exception {
		SentryEvent event = full();
		event.setEventId(new SentryId());
		SentryEvent sent = new EventMasker(broken).process(event, new Hint());
		assertThat(json(sent)).doesNotContain(SECRET).contains(SafeMasking.DROPPED, event.getEventId().toString());
		assertThat(json(new EventMasker(broken).process(line()))).doesNotContain(SECRET);
	}

	@Test
	void unusualValueDoesNotUnmaskTheNextBreadcrumb() throws Exception {
		SentryEvent event = new SentryEvent();
		Breadcrumb unusual = new Breadcrumb("first");
		unusual.setData("nothing", Optional.empty());
		unusual.setData("broken", new Broken());
		Breadcrumb next = new Breadcrumb("second");
		next.setData("password", SECRET);
		event.setBreadcrumbs(List.of(unusual, next));
		assertThat(json(this.masked.process(event, new Hint()))).doesNotContain(SECRET).contains("second", "***");
	}

	@Test
	void mapsOfAnyKindAreMasked() throws Exception {
		SentryEvent event = new SentryEvent();
		Map<String, Object> nulls = new HashMap<>();
		nulls.put(null, "without a name");
		nulls.put("nothing", null);
		nulls.put("password", SECRET);
		event.getContexts().put("nulls", nulls);
		event.getContexts().put("immutable", Map.of("password", SECRET));
		event.getContexts().put("concurrent", new ConcurrentHashMap<>(Map.of("password", SECRET)));
		event.setExtras(Collections.unmodifiableMap(nulls));
		Map<String, Object> cyclic = new HashMap<>(Map.of("password", SECRET));
		cyclic.put("self", cyclic);
		event.getContexts().put("cyclic", cyclic);
		event.getContexts().put("token", SECRET);
		event.getContexts().put("list", List.of(Map.of("password", SECRET)));
		assertThat(json(this.masked.process(event, new Hint()))).doesNotContain(SECRET)
			.contains("\"token\":{\"value\"");
	}

	@Test
	void unreadableMapIsDroppedAlone() throws Exception {
		SentryEvent event = new SentryEvent();
		event.getContexts().put("broken", new HashMap<>(Map.of("password", SECRET)) {
			@Override
			public void forEach(java.util.function.BiConsumer<? super String, ? super String> action) {
				throw new java.util.ConcurrentModificationException();
			}
		});
		event.getContexts().put("fine", Map.of("order", 17));
		assertThat(json(this.masked.process(event, new Hint()))).doesNotContain(SECRET)
			.contains("\"fine\":{\"order\":17}");
	}

	@Test
	void attributesOfAnyTypeAreMasked() throws Exception {
		SentryLogEvent line = this.masked.process(line());
		assertThat(json(line)).doesNotContain(SECRET).contains("\"order\":{\"type\":\"integer\",\"value\":17}");
		SentryMetricsEvent metric = new SentryMetricsEvent(new SentryId(), new SentryLongDate(0), "orders", "counter",
				1.0);
		metric.setAttributes(line().getAttributes());
		assertThat(json(this.masked.process(metric, new Hint()))).doesNotContain(SECRET);
	}

	@Test
	void replaysAreMasked() throws Exception {
		SentryReplayEvent replay = new SentryReplayEvent();
		replay.setTags(Map.of("password", SECRET));
		replay.setUrls(new ArrayList<>(List.of("https://acme.com?token=" + SECRET)));
		assertThat(json(this.masked.process(replay, new Hint()))).doesNotContain(SECRET);
	}

	@Test
	void valuesAddedByCallbacksAreMasked() throws Exception {
		SentryOptions options = new SentryOptions();
		options.setBeforeSend((event, hint) -> {
			event.setTag("password", SECRET);
			return event;
		});
		options.getLogs().setBeforeSend((line) -> null);
		EventMasker.install(options, new MaskedValues(LineFormat.of(LambdaEnvironment.of(Map.of())))::of);
		SentryEvent sent = options.getBeforeSend().execute(new SentryEvent(), new Hint());
		assertThat(sent.getTag("password")).isEqualTo("***");
		assertThat(options.getLogs().getBeforeSend().execute(line())).isNull();
	}

	private static SentryLogEvent line() {
		SentryLogEvent line = new SentryLogEvent(new SentryId(), new SentryLongDate(0), "placing", SentryLogLevel.INFO);
		Map<String, SentryLogEventAttributeValue> attributes = new HashMap<>();
		attributes.put("order", new SentryLogEventAttributeValue(SentryAttributeType.INTEGER, 17));
		attributes.put("password", new SentryLogEventAttributeValue(SentryAttributeType.STRING, SECRET));
		attributes.put("secret", new SentryLogEventAttributeValue(SentryAttributeType.ARRAY, List.of(SECRET)));
		attributes.put("login", new SentryLogEventAttributeValue("object", new Login("Ada", SECRET)));
		attributes.put("nothing", new SentryLogEventAttributeValue(SentryAttributeType.STRING, null));
		attributes.put("none", null);
		attributes.put("sentry.message.parameter.0",
				new SentryLogEventAttributeValue(SentryAttributeType.STRING, "password=" + SECRET));
		line.setAttributes(attributes);
		return line;
	}

	private static SentryEvent full() {
		SentryEvent event = new SentryEvent();
		event.getContexts().put("object", new Login("Ada", SECRET));
		event.getContexts().put("map", Map.of("login", new Login("Ada", SECRET), "password", SECRET));
		event.getContexts().setTrace(new SpanContext("call"));
		event.getContexts().getTrace().setData("password", SECRET);
		event.getContexts().getTrace().setData("login", new Login("Ada", SECRET));
		event.getContexts().getTrace().setTag("token", SECRET);
		Response response = new Response();
		response.setHeaders(Map.of("Set-Cookie", SECRET));
		response.setData(Map.of("access_token", SECRET));
		event.getContexts().setResponse(response);
		event.setExtra("login", new Login("Ada", SECRET));
		event.setExtra("password", SECRET);
		event.setTag("password", SECRET);
		Breadcrumb breadcrumb = new Breadcrumb("GET https://acme.com/?page=3&token=" + SECRET);
		breadcrumb.setData("password", SECRET);
		breadcrumb.setData("login", new Login("Ada", SECRET));
		breadcrumb.setData("http.query", "page=3&token=" + SECRET);
		event.setBreadcrumbs(new ArrayList<>(List.of(breadcrumb)));
		event.setRequest(request());
		User user = new User();
		user.setUsername("Ada");
		user.setData(Map.of("password", SECRET));
		event.setUser(user);
		Message message = new Message();
		message.setMessage("logging in {}");
		message.setParams(List.of("password=" + SECRET));
		event.setMessage(message);
		Mechanism mechanism = new Mechanism();
		mechanism.setData(Map.of("password", SECRET));
		SentryStackFrame frame = new SentryStackFrame();
		frame.setVars(Map.of("password", SECRET));
		SentryException exception = new SentryException();
		exception.setMechanism(mechanism);
		exception.setStacktrace(new SentryStackTrace(List.of(frame)));
		event.setExceptions(List.of(exception));
		event.setUnknown(new HashMap<>(Map.of("password", SECRET)));
		return event;
	}

	private static Request request() {
		Request request = new Request();
		request.setUrl("https://acme.com/?page=3&token=" + SECRET);
		request.setQueryString("page=3&token=" + SECRET);
		request.setCookies("session=" + SECRET);
		request.setHeaders(Map.of("Authorization", SECRET, "Accept", "*/*"));
		request.setData("user=Ada&password=" + SECRET);
		request.setEnvs(Map.of("DB_PASSWORD", SECRET));
		request.setOthers(Map.of("secret", SECRET));
		return request;
	}

	private static String json(@Nullable Object event) throws Exception {
		java.io.StringWriter text = new java.io.StringWriter();
		new JsonSerializer(new SentryOptions()).serialize(event, text);
		return text.toString();
	}

	/**
	 * A class of the application.
	 *
	 * @param user not secret
	 * @param password secret
	 */
	public record Login(String user, String password) {

	}

	/**
	 * A value without a JSON form.
	 */
	public static final class Broken {

		public String getPassword() {
			throw new IllegalStateException(SECRET);
		}

	}

}
