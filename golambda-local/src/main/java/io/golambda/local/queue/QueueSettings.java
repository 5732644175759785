package io.golambda.local.queue;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The queue to poll, and the settings of the event source mapping: <pre>
 * QueueSettings.of("http://localhost:9324/000000000000/orders").withBatchSize(5);
 * </pre>
 *
 * @param queueUrl the URL of the queue
 * @param batchSize the maximum number of messages in an event; 1 to 10, for a standard
 * queue with a batch window up to 10,000
 * @param batchWindow the time to wait for more messages, in whole seconds up to 300; none
 * for a FIFO queue
 * @param reportBatchItemFailures whether the response of the function names the failed
 * messages; otherwise a function that returns has processed all of them
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">
 * Configuring scaling behavior for SQS event source mappings</a>
 */
public record QueueSettings(URI queueUrl, int batchSize, Duration batchWindow, boolean reportBatchItemFailures) {

	// numeric addresses only: the name of any other host could resolve to another address
	// later
	private static final Pattern LOOPBACK = Pattern
		.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)\\]");

	private static final Duration MAX_WINDOW = Duration.ofSeconds(300);

	/**
	 * Creates settings.
	 * @throws IllegalArgumentException if a value is out of range; names the value and
	 * the fix
	 */
	public QueueSettings {
		check(queueUrl);
		boolean fifo = queueUrl.getPath().endsWith(".fifo");
		if (batchWindow.isNegative() || batchWindow.compareTo(MAX_WINDOW) > 0 || batchWindow.toNanosPart() != 0) {
			throw new IllegalArgumentException(
					"The batch window must be 0 to " + MAX_WINDOW.toSeconds() + " whole seconds.");
		}
		if (fifo && !batchWindow.isZero()) {
			throw new IllegalArgumentException("A FIFO queue has no batch window. Set the batch window to 0.");
		}
		int maxSize = (fifo || batchWindow.isZero()) ? 10 : 10_000;
		if (batchSize < 1 || batchSize > maxSize) {
			throw new IllegalArgumentException("The batch size must be 1 to " + maxSize
					+ (fifo ? " for a FIFO queue." : (maxSize == 10) ? "; more requires a batch window." : "."));
		}
	}

	private static void check(URI url) {
		String scheme = (url.getScheme() != null) ? url.getScheme().toLowerCase(Locale.ROOT) : "";
		if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null || url.getUserInfo() != null
				|| url.getPath() == null || url.getPath().length() < 2 || url.getQuery() != null
				|| url.getFragment() != null) {
			throw new IllegalArgumentException("The URL of the queue must have http or https, "
					+ "a host, and the queue as its path, as http://localhost:9324/000000000000/orders does.");
		}
	}

	/**
	 * Returns the settings for a queue on this computer, with the defaults of Lambda: a
	 * batch size of 10, no batch window, and {@code ReportBatchItemFailures}.
	 * @param queueUrl the URL of the queue
	 * @return the settings
	 * @throws IllegalArgumentException if it is not the URL of a queue, or not on a
	 * loopback address
	 */
	public static QueueSettings of(String queueUrl) {
		QueueSettings settings = ofAnyHost(queueUrl);
		if (!LOOPBACK.matcher(settings.queueUrl.getHost().toLowerCase(Locale.ROOT)).matches()) {
			throw new IllegalArgumentException("The host " + settings.queueUrl.getHost()
					+ " is not this computer. Use a queue at localhost; requests have no credentials, and are not "
					+ "meant for AWS.");
		}
		return settings;
	}

	/**
	 * Returns the settings for a queue on any host, for example in a container. Requests
	 * have no credentials.
	 * @param queueUrl the URL of the queue
	 * @return the settings
	 * @throws IllegalArgumentException if it is not the URL of a queue
	 */
	public static QueueSettings ofAnyHost(String queueUrl) {
		URI url;
		try {
			url = URI.create(queueUrl.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The URL of the queue is not a URL. Use one such as "
					+ "http://localhost:9324/000000000000/orders.", ex);
		}
		return new QueueSettings(url, 10, Duration.ZERO, true);
	}

	/**
	 * Returns these settings with another batch size and window.
	 * @param batchSize the batch size
	 * @param batchWindow the batch window
	 * @return other settings
	 * @throws IllegalArgumentException if one of them is out of range
	 */
	public QueueSettings withBatch(int batchSize, Duration batchWindow) {
		return new QueueSettings(this.queueUrl, batchSize, batchWindow, this.reportBatchItemFailures);
	}

	/**
	 * Returns these settings with another batch size, without a window.
	 * @param batchSize the batch size, 1 to 10
	 * @return other settings
	 * @throws IllegalArgumentException if it is out of range
	 */
	public QueueSettings withBatchSize(int batchSize) {
		return withBatch(batchSize, Duration.ZERO);
	}

	/**
	 * Returns these settings with or without {@code ReportBatchItemFailures}.
	 * @param reportBatchItemFailures whether the response names the failed messages
	 * @return other settings
	 */
	public QueueSettings withReportBatchItemFailures(boolean reportBatchItemFailures) {
		return new QueueSettings(this.queueUrl, this.batchSize, this.batchWindow, reportBatchItemFailures);
	}

	boolean isFifo() {
		return this.queueUrl.getPath().endsWith(".fifo");
	}

}
