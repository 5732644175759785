package io.golambda.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.composite.ObjectMapperAware;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes a log event as one line of JSON for CloudWatch Logs. A line is always valid JSON
 * and shorter than 256 KB. In a {@code logback-spring.xml} of the application, the
 * encoder uses the properties {@code golambda.logging.*} as golambda's console does, and
 * its own settings override them: <pre>
 * &lt;encoder class="io.golambda.logging.LambdaJsonEncoder"&gt;
 *   &lt;order&gt;level, request-id, time, values, message&lt;/order&gt;
 *   &lt;maskedKey&gt;iban&lt;/maskedKey&gt;
 * &lt;/encoder&gt;
 * </pre>
 * <p>
 * Safe for use by several threads. Never throws into the function.
 */
public final class LambdaJsonEncoder extends LoggingEventCompositeJsonEncoder {

	private final @Nullable LineFormat format;

	private volatile @Nullable LineFormat defaults;

	private final List<LogField> order = new ArrayList<>();

	private final List<String> maskedKeys = new ArrayList<>();

	private volatile @Nullable Line line;

	/**
	 * Creates an encoder with the application's properties {@code golambda.logging.*}, or
	 * with defaults that suit Lambda's environment variables if no application was
	 * started.
	 */
	public LambdaJsonEncoder() {
		this(null);
	}

	/**
	 * Creates an encoder.
	 * @param format the fields of a line, or {@code null} for the application's
	 * properties
	 */
	public LambdaJsonEncoder(@Nullable LineFormat format) {
		this.format = format;
		setFindAndRegisterJacksonModules(false);
		setLineSeparator("UNIX");
	}

	/**
	 * Sets the fields of a line. Overrides {@code golambda.logging.order}.
	 * @param order the fields in their order, separated by commas
	 * @throws IllegalArgumentException if a field does not exist
	 */
	public void setOrder(String order) {
		this.order.clear();
		for (String field : order.split(",")) {
			this.order.add(LogField.of(field));
		}
	}

	/**
	 * Masks values whose keys contain a word, in addition to the default words and those
	 * of {@code golambda.logging.masked-keys}.
	 * @param maskedKey the word
	 */
	public void addMaskedKey(String maskedKey) {
		this.maskedKeys.add(maskedKey.toLowerCase(Locale.ROOT));
	}

	/**
	 * Registers the encoder for the application's settings. It starts with the first
	 * line, since these settings are not known before.
	 */
	@Override
	public void start() {
		if (getContext() != null) {
			EncoderDefaults.add(this, getContext());
		}
	}

	private Line line() {
		Line ready = this.line;
		return (ready != null) ? ready : begin();
	}

	private synchronized Line begin() {
		Line begun = this.line;
		if (begun == null) {
			begun = new Line(format(), getContext());
			getProviders().addProvider(begun);
			super.start();
			this.line = begun;
		}
		return begun;
	}

	/**
	 * Sets the application's settings, which Logback's context removes before it stops.
	 */
	void setDefaults(LineFormat defaults) {
		this.defaults = defaults;
	}

	private LineFormat format() {
		LineFormat own = (this.format != null) ? this.format : this.defaults;
		LineFormat base = (own != null) ? own : EncoderDefaults.of(getContext());
		List<String> masked = new ArrayList<>(base.maskedKeys());
		masked.addAll(this.maskedKeys);
		return new LineFormat(this.order.isEmpty() ? base.order() : this.order, base.names(), masked, base.folding(),
				base.constants());
	}

	/**
	 * Encodes an event. Never throws.
	 * @param event the event
	 * @return a JSON object in UTF-8 and a line feed
	 */
	@Override
	public byte[] encode(ILoggingEvent event) {
		byte[] held = (event instanceof HeldEvent below) ? below.line(this) : null;
		if (held != null) {
			return held;
		}
		Line writer = line();
		BoundedBuffer bytes = new BoundedBuffer(Limits.LINE);
		try {
			encode(event, bytes);
			return bytes.toJson();
		}
		catch (Throwable ex) {
			// too long, or not valid in JSON
			return writer.cut(event);
		}
	}

	/**
	 * Provides all fields.
	 */
	private static final class Line extends AbstractJsonProvider<ILoggingEvent> implements ObjectMapperAware {

		private final LineFormat format;

		private final Context logback;

		private @Nullable ObjectMapper mapper;

		private @Nullable LineWriter writer;

		Line(LineFormat format, Context logback) {
			this.format = format;
			this.logback = logback;
		}

		@Override
		public void setObjectMapper(ObjectMapper mapper) {
			this.mapper = mapper;
			this.writer = new LineWriter(this.format, mapper, this.logback);
		}

		@Override
		public void writeTo(JsonGenerator out, ILoggingEvent event) {
			this.writer.write(out, event, Limits.WIDE);
		}

		byte[] cut(ILoggingEvent event) {
			try {
				return encode(event, Limits.NARROW);
			}
			catch (Throwable ex) {
				try {
					return encode(event, Limits.LEAST);
				}
				catch (Throwable last) {
					return ("{\"level\":\"error\",\"message\":\"A log line could not be written: "
							+ last.getClass().getName() + "\"}\n")
						.getBytes(StandardCharsets.UTF_8);
				}
			}
		}

		private byte[] encode(ILoggingEvent event, Limits limits) throws IOException {
			BoundedBuffer bytes = new BoundedBuffer(Limits.LINE);
			try (JsonGenerator out = this.mapper.createGenerator(bytes)) {
				out.writeStartObject();
				this.writer.write(out, event, limits);
				out.writeEndObject();
			}
			bytes.write('\n');
			return bytes.toJson();
		}

	}

}
