package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

import io.golambda.error.FrameFolding;

/**
 * How errors are told.
 *
 * @param ignored Types of exceptions that are expected: an invocation that ends with one,
 * or with a subclass of it, is logged at warn, and Sentry is not told.
 * @param foldFrames Whether stack frames of frameworks are folded into their number.
 * @param foldedPackages Further packages whose stack frames are folded, beside those of
 * the JDK, Spring, Lambda, golambda, Jackson, Reactor, Kotlin and the AWS SDK.
 * @param trimRuntimeOutput Whether exceptions lose their stack trace once they are
 * logged. Lambda's runtime prints every exception once more as plain text; this leaves
 * the type and the message of it, there and in the error that Lambda answers.
 */
@ConfigurationProperties(ErrorProperties.PREFIX)
record ErrorProperties(@DefaultValue List<Class<? extends Throwable>> ignored, @DefaultValue("true") boolean foldFrames,
		@DefaultValue List<String> foldedPackages, @DefaultValue("false") boolean trimRuntimeOutput) {

	static final String PREFIX = "golambda.error";

	ErrorProperties {
		for (Class<?> type : ignored) {
			if (!Throwable.class.isAssignableFrom(type)) {
				throw new InvalidPropertyException(PREFIX + ".ignored", type.getName(),
						"expected the names of exceptions' classes");
			}
		}
	}

	static ErrorProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, ErrorProperties.class,
				() -> new ErrorProperties(List.of(), true, List.of(), false));
	}

	FrameFolding folding() {
		if (!this.foldFrames) {
			return new FrameFolding(List.of());
		}
		List<String> prefixes = new ArrayList<>(FrameFolding.DEFAULT_PREFIXES);
		this.foldedPackages.forEach((name) -> prefixes.add(name.endsWith(".") ? name : name + "."));
		return new FrameFolding(prefixes);
	}

}
