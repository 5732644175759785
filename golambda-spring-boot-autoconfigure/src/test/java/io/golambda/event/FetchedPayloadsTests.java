package io.golambda.event;

import org.junit.jupiter.api.Test;

import io.golambda.event.json.ByteSlice;
import io.golambda.event.source.StoredObject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how many of the payloads that were fetched are kept.
 */
class FetchedPayloadsTests {

	private final FetchedPayloads fetched = new FetchedPayloads(10);

	private static StoredObject object(String key) {
		return new StoredObject("basket", key, null);
	}

	private void put(String key, int length) {
		this.fetched.put(object(key), new ByteSlice(new byte[length], 0, length));
	}

	private boolean has(String key) {
		return this.fetched.get(object(key)) != null;
	}

	@Test
	void payloadsAreKeptWhileTheyFit() {
		put("a", 5);
		put("b", 5);
		assertThat(has("a")).isTrue();
		put("c", 1);
		assertThat(has("b")).as("used least recently").isFalse();
		assertThat(has("a")).isTrue();
		assertThat(has("c")).isTrue();
	}

	@Test
	void onlyTheLastOfLargerPayloadsIsKept() {
		put("a", 11);
		assertThat(has("a")).isTrue();
		put("b", 12);
		assertThat(has("a")).isFalse();
		assertThat(has("b")).isTrue();
	}

	@Test
	void payloadThatIsFetchedAgainCountsOnce() {
		put("a", 6);
		put("a", 6);
		put("b", 4);
		assertThat(has("a")).isTrue();
		assertThat(has("b")).isTrue();
	}

	@Test
	void otherVersionIsAnotherPayload() {
		put("a", 1);
		assertThat(this.fetched.get(new StoredObject("basket", "a", "v-7"))).isNull();
	}

}
