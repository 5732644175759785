package io.golambda.sentry;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;

/**
 * Counts what did not reach Sentry. Safe for use by several threads.
 */
final class Losses {

	private static final long SETTINGS_INTERVAL = TimeUnit.MINUTES.toNanos(1);

	private final Map<Reason, Map<String, Integer>> counts = new EnumMap<>(Reason.class);

	private volatile boolean any;

	private boolean anyUnwanted;

	// of losses that the application's settings ask for
	private long nextSettingsLine = System.nanoTime();

	synchronized void add(Reason reason, String type, int count) {
		this.counts.computeIfAbsent(reason, (ignored) -> new TreeMap<>()).merge(type, count, Integer::sum);
		this.any = true;
		this.anyUnwanted |= reason != Reason.SETTINGS;
	}

	/**
	 * Writes one line about what was lost since the last one. If the application asked
	 * for all of it, once in a minute.
	 */
	void log(Logger log) {
		if (!this.any) {
			return;
		}
		List<String> parts = new ArrayList<>();
		int total = 0;
		synchronized (this) {
			if (!this.any || !this.anyUnwanted && System.nanoTime() - this.nextSettingsLine < 0) {
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
			this.anyUnwanted = false;
			this.nextSettingsLine = System.nanoTime() + SETTINGS_INTERVAL;
		}
		log.atWarn().addKeyValue("sentry.lost", total).log("Not sent to Sentry: {}", String.join("; ", parts));
	}

	/**
	 * Why something did not reach Sentry.
	 */
	enum Reason {

		/**
		 * Too much is waiting to be sent.
		 */
		QUEUE_FULL("because sentry.max-queue-size are already waiting to be sent"),

		/**
		 * Sentry asked for a pause.
		 */
		RATE_LIMITED("because Sentry limits the rate"),

		/**
		 * Sentry did not take it, or was not reached.
		 */
		NOT_TAKEN("because Sentry could not be reached or did not accept it"),

		/**
		 * Before-send callbacks, the sample rate, ignored exceptions, event processors,
		 * duplicates.
		 */
		SETTINGS("because of the application's settings (callbacks, sample rate, ignored or duplicate errors)");

		private final String text;

		Reason(String text) {
			this.text = text;
		}

	}

}
