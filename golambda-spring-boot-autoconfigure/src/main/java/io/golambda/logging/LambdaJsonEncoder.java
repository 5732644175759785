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
 * Writes a log event as one line of JSON for CloudWatch Logs, whatever it holds: always
 * valid, always one line, always shorter than 256 KB. Without configuration it has the
 * fields that golambda's own console has; in a {@code logback-spring.xml} of one's own:
 * <pre>
 * &lt;encoder class="io.golambda.logging.LambdaJsonEncoder"&gt;
 *   &lt;order&gt;level, request-id, time, values, message&lt;/order&gt;
 *   &lt;maskedKey&gt;iban&lt;/maskedKey&gt;
 * &lt;/encoder&gt;
 * </pre>
 * <p>
 * Safe for use by several threads. Never throws into the function.
 */
public final class LambdaJsonEncoder extends LoggingEventCompositeJsonEncoder {

	private LineFormat format;

	private volatile @Nullable Line line;

	/**
	 * Creates an encoder with the format that suits the function's environment.
	 */
	public LambdaJsonEncoder() {
		this(LineFormat.of(System.getenv()));
	}

	/**
	 * Creates an encoder.
	 * @param format the fields of a line
	 */
	public LambdaJsonEncoder(LineFormat format) {
		this.format = format;
		setFindAndRegisterJacksonModules(false);
		setLineSeparator("UNIX");
	}

	/**
	 * Sets which fields a line has.
	 * @param order the fields in their order, separated by commas, as in
	 * {@code golambda.logging.order}
	 * @throws IllegalArgumentException if one of them is none
	 */
	public void setOrder(String order) {
		List<LogField> fields = new ArrayList<>();
		for (String field : order.split(",")) {
			fields.add(LogField.of(field));
		}
		this.format = new LineFormat(fields, this.format.names(), this.format.maskedKeys(), this.format.folding(),
				this.format.constants());
	}

	/**
	 * Has values masked whose keys contain a word, beside those that are masked anyway.
	 * @param maskedKey the word
	 */
	public void addMaskedKey(String maskedKey) {
		List<String> keys = new ArrayList<>(this.format.maskedKeys());
		keys.add(maskedKey.toLowerCase(Locale.ROOT));
		this.format = new LineFormat(this.format.order(), this.format.names(), keys, this.format.folding(),
				this.format.constants());
	}

	/**
	 * Does nothing yet: what it takes is made for the first line, which a quick start may
	 * not have.
	 */
	@Override
	public void start() {
		// see line()
	}

	private Line line() {
		Line ready = this.line;
		return (ready != null) ? ready : begin();
	}

	private synchronized Line begin() {
		Line begun = this.line;
		if (begun == null) {
			begun = new Line(this.format, getContext());
			getProviders().addProvider(begun);
			super.start();
			this.line = begun;
		}
		return begun;
	}

	/**
	 * The line of an event.
	 * @param event the event
	 * @return a JSON object in UTF-8, and a line feed
	 */
	@Override
	public byte[] encode(ILoggingEvent event) {
		Line writer = line();
		BoundedBuffer bytes = new BoundedBuffer(Limits.LINE);
		try {
			encode(event, bytes);
			return bytes.toByteArray();
		}
		catch (Throwable ex) {
			// too long, or not what JSON can hold
			return writer.cut(event);
		}
	}

	/**
	 * The one provider of all fields.
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
			return bytes.toByteArray();
		}

	}

}
