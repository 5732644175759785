package com.acme.orders;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.stereotype.Component;

import io.golambda.error.GolambdaException;

/**
 * The stock of the shop.
 */
@Component
class Stock {

	private final AtomicInteger left = new AtomicInteger(100);

	void take(int quantity) {
		if (this.left.addAndGet(-quantity) < 0) {
			int there = this.left.addAndGet(quantity);
			throw new IllegalStateException("not enough left",
					new GolambdaException("stock is low").with("left", there));
		}
	}

}
