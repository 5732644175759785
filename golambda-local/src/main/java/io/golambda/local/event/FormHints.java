package io.golambda.local.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Descriptions and examples for the fields of forms.
 */
final class FormHints {

	private final Properties hints;

	private FormHints(Properties hints) {
		this.hints = hints;
	}

	static FormHints load() {
		Properties hints = new Properties();
		try (InputStream file = FormHints.class.getResourceAsStream("form-hints.properties")) {
			hints.load(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new FormHints(hints);
	}

	EventForm.Payload payload(String source, String label) {
		String key = source + ".payload";
		EventForm.Format format = EventForm.Format.valueOf(this.hints.getProperty(key + ".format", "TEXT"));
		return new EventForm.Payload(label, format, !"false".equals(this.hints.getProperty(key + ".required")),
				this.hints.getProperty(key), this.hints.getProperty(key + ".example"));
	}

	EventForm.Field field(String source, String name) {
		return new EventForm.Field(name, hint(source, name), hint(source, name + ".example"));
	}

	// the same name can mean another thing in another source
	private @Nullable String hint(String source, String key) {
		return this.hints.getProperty(source + "." + key, this.hints.getProperty(key));
	}

	Set<String> keys() {
		return this.hints.stringPropertyNames();
	}

}
