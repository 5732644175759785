package io.golambda.idempotency;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryIdempotencyStoreTests extends IdempotencyStoreContract {

	private final InMemoryIdempotencyStore store = new InMemoryIdempotencyStore();

	@Override
	protected IdempotencyStore store() {
		return this.store;
	}

	@Test
	void expiredKeysDoNotFillTheMemory() {
		Instant now = NOW;
		for (int i = 0; i < 10_000; i++) {
			now = now.plusSeconds(1);
			assertThat(this.store.begin(claim(newId(), now))).isEmpty();
		}
		assertThat(this.store.size()).isLessThan(2_000);
	}

	@Test
	void clearedKeysAreFree() {
		Claim claim = claim(newId(), NOW);
		this.store.begin(claim);
		this.store.clear();
		assertThat(this.store.size()).isZero();
		assertThat(this.store.begin(claim(claim.id(), NOW))).isEmpty();
	}

}
