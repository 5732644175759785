package com.acme.outgoing;

import io.micrometer.tracing.annotation.NewSpan;
import io.micrometer.tracing.annotation.SpanTag;

/**
 * A bean with a method that has a span of its own.
 */
public class Prices {

	@NewSpan("price")
	public int of(@SpanTag("article") String article) {
		return article.length();
	}

}
