package com.acme.outgoing;

import io.micrometer.tracing.annotation.NewSpan;
import io.micrometer.tracing.annotation.SpanTag;
import org.springframework.stereotype.Component;

/**
 * A bean with a method that has a span of its own.
 */
@Component
public class Prices {

	@NewSpan("price")
	public int of(@SpanTag("article") String article) {
		return article.length();
	}

}
