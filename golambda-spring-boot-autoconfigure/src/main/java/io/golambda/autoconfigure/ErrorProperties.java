package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

import io.golambda.error.FrameFolding;

/**
 * Configures the reports of errors.
 *
 * @param ignored Types of expected exceptions. An invocation that ends with one of them,
 * or with a subclass, is logged at warn and not reported to Sentry.
 * @param foldFrames Whether stack frames of frameworks are folded into their number.
 * @param foldedPackages Packages whose stack frames are folded, in addition to those of
 * the JDK, Spring, Lambda, golambda, Jackson, Reactor, Kotlin and the AWS SDK.
 * @param trimRuntimeOutput Whether exceptions lose their stack trace once they are
 * logged. Lambda's runtime prints every exception again as plain text; this reduces it to
 * the type and the message, there and in the error that Lambda returns.
 */
@ConfigurationProperties(ErrorProperties.PREFIX)
record ErrorProperties(@DefaultValue List<Class<? extends Throwable>> ignored,
		@DefaultValue("" + ErrorProperties.DEFAULT_FOLD_FRAMES) boolean foldFrames,
		@DefaultValue List<String> foldedPackages, boolean trimRuntimeOutput) {

	static final String PREFIX = "golambda.error";

	static final boolean DEFAULT_FOLD_FRAMES = true;

	ErrorProperties {
		for (Class<?> type : ignored) {
			if (!Throwable.class.isAssignableFrom(type)) {
				throw new InvalidPropertyException(PREFIX + ".ignored", type.getName(),
						"expected the names of exceptions' classes");
			}
		}
	}

	static ErrorProperties of(Environment environment) {
		return BoundProperties.of(environment, PREFIX, ErrorProperties.class, ErrorProperties::defaults);
	}

	static ErrorProperties defaults() {
		return new ErrorProperties(List.of(), DEFAULT_FOLD_FRAMES, List.of(), false);
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
