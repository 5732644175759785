package io.golambda.sentry;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.sentry.SentryItemType;
import org.slf4j.Logger;

/**
 * Counts what did not reach Sentry, by reason and type. Safe for use by several threads.
 */
final class Losses {

	private static final long SETTINGS_INTERVAL = TimeUnit.MINUTES.toNanos(1);

	private final Map<Reason, Map<String, Integer>> counts = new EnumMap<>(Reason.class);

	private volatile boolean any;

	private boolean anyUnintended;

	private long events;

	// of the next line that counts only what settings dropped
	private long nextSettingsLine = System.nanoTime();

	synchronized void add(Reason reason, String type, int count) {
		this.counts.computeIfAbsent(reason, (ignored) -> new TreeMap<>()).merge(type, count, Integer::sum);
		this.any = true;
		this.anyUnintended |= reason != Reason.SETTINGS;
		if (reason != Reason.SETTINGS && type.equals(SentryItemType.Event.getItemType())) {
			this.events += count;
		}
	}

	/**
	 * Returns the number of events that have been lost so far, except for those that the
	 * application's settings dropped.
	 */
	synchronized long events() {
		return this.events;
	}

	/**
	 * Logs what has been lost since the last line, in one line. Logs only once a minute
	 * if the application's settings dropped all of it.
	 */
	void log(Logger log) {
		if (!this.any) {
			return;
		}
		List<String> parts = new ArrayList<>();
		int total = 0;
		synchronized (this) {
			if (!this.any || !this.anyUnintended && System.nanoTime() - this.nextSettingsLine < 0) {
				return;
			}
			for (Map.Entry<Reason, Map<String, Integer>> reason : this.counts.entrySet()) {
				List<String> things = new ArrayList<>();
				for (Map.Entry<String, Integer> type : reason.getValue().entrySet()) {
					things.add(type.getValue() + " " + type.getKey().replace('_', ' ')
							+ ((type.getValue() == 1) ? "" : "s"));
					total += type.getValue();
				}
				parts.add(String.join(" and ", things) + ", " + reason.getKey().text);
			}
			this.counts.clear();
			this.any = false;
			this.anyUnintended = false;
			this.nextSettingsLine = System.nanoTime() + SETTINGS_INTERVAL;
		}
		log.atWarn().addKeyValue("sentry.lost", total).log("Not sent to Sentry: {}", String.join("; ", parts));
	}

	/**
	 * The reason for a loss.
	 */
	enum Reason {

		/**
		 * The queue is full.
		 */
		QUEUE_FULL("because sentry.max-queue-size are already waiting to be sent"),

		/**
		 * Sentry asked for a pause.
		 */
		RATE_LIMITED("because Sentry limits the rate"),

		/**
		 * Sentry did not accept the envelope, or could not be reached.
		 */
		NOT_ACCEPTED("because Sentry could not be reached or did not accept it"),

		/**
		 * A setting of the application dropped it: a callback, the sample rate, an
		 * ignored exception, an event processor, or the detection of duplicates.
		 */
		SETTINGS("because of the application's settings (callbacks, sample rate, ignored or duplicate errors)");

		private final String text;

		Reason(String text) {
			this.text = text;
		}

	}

}
