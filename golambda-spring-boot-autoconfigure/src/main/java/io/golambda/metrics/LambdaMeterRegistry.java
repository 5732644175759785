package io.golambda.metrics;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionCounter;
import io.micrometer.core.instrument.cumulative.CumulativeFunctionTimer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.micrometer.core.instrument.internal.DefaultLongTaskTimer;
import io.micrometer.core.instrument.internal.DefaultMeter;
import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;
import io.golambda.invocation.LambdaEnvironment;

/**
 * A registry whose meters become CloudWatch metrics without an agent and without calls of
 * CloudWatch's API: at the end of each invocation, it writes lines in the Embedded Metric
 * Format to the standard output. golambda's auto-configuration creates it if
 * {@code golambda.metrics.namespace} is set: <pre>
 * &#64;Bean
 * Consumer&lt;Order&gt; orders(MeterRegistry meters) {
 * 	Counter accepted = meters.counter("orders.accepted");
 * 	return (order) -&gt; accepted.increment();
 * }
 * </pre>
 * <p>
 * What is recorded in a thread that works for an invocation is in the lines of this
 * invocation, with its request id. What is recorded elsewhere is written with the next
 * lines. Gauges and other meters with a function, which belong to the process, are
 * sampled at the end of each invocation.
 * <p>
 * CloudWatch calculates percentiles from the values themselves, so settings for
 * percentiles, histograms and service level objectives have no effect. Safe for use by
 * several threads.
 *
 * @see LambdaMetric
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html">Embedded
 * Metric Format</a>
 */
public final class LambdaMeterRegistry extends MeterRegistry {

	// for which Lambda's log filter would drop lines without a level
	private static final Set<String> LEVELS_ABOVE_INFO = Set.of("WARN", "ERROR", "FATAL");

	private final MetricsSettings settings;

	private final Warnings warnings = new Warnings();

	private final SeriesFactory series;

	private final SampledMeters sampled = new SampledMeters(this.warnings);

	private final EmbeddedMetrics lines;

	private final LineContext outside;

	// what is recorded outside all invocations
	private final AtomicReference<Recordings> between;

	/**
	 * Creates a registry that writes to the standard output.
	 * @param settings the settings
	 * @param environment describes the function
	 * @param clock the clock
	 */
	public LambdaMeterRegistry(MetricsSettings settings, LambdaEnvironment environment, Clock clock) {
		this(settings, environment, clock, LineOutput.STANDARD_OUTPUT);
	}

	LambdaMeterRegistry(MetricsSettings settings, LambdaEnvironment environment, Clock clock, LineOutput output) {
		super(clock);
		this.settings = settings;
		this.series = new SeriesFactory(settings, this.warnings);
		this.lines = new EmbeddedMetrics(settings.namespace(), levelOf(environment), this.warnings, output);
		this.outside = LineContext.of(environment, settings.dimensions());
		this.between = new AtomicReference<>(new Recordings(this, this.outside));
		config().namingConvention(NamingConvention.identity)
			.meterFilter(MeterFilter.deny((id) -> MetricsSettings.covers(settings.excludedMeters(), id.getName())))
			.onMeterRemoved(this.sampled::remove);
	}

	private static @Nullable String levelOf(LambdaEnvironment environment) {
		return environment.isJsonLogFormat() ? environment.logLevel().filter(LEVELS_ABOVE_INFO::contains).orElse(null)
				: null;
	}

	/**
	 * Returns the interceptor that writes the lines at the end of an invocation, and
	 * records the {@link LambdaMetric}s.
	 * @return the interceptor, which is a {@link io.golambda.invocation.TimeoutListener}
	 * as well
	 */
	public InvocationInterceptor interceptor() {
		return new MetricsInterceptor(this);
	}

	Warnings warnings() {
		return this.warnings;
	}

	/**
	 * Begins to collect what an invocation records.
	 */
	Recordings begin(Invocation invocation) {
		Recordings recordings = new Recordings(this, LineContext.of(invocation, this.settings.dimensions()));
		invocation.setAttribute(Recordings.class, recordings);
		return recordings;
	}

	/**
	 * Adds a value to the invocation that the current thread works for, or else to the
	 * next lines.
	 */
	void record(Series series, boolean summing, double value) {
		Recordings own = Invocation.find().flatMap((invocation) -> invocation.attribute(Recordings.class)).orElse(null);
		boolean added = own != null && own.isOf(this) && own.add(series, summing, value);
		while (!added) {
			// replaced before it is closed
			added = this.between.get().add(series, summing, value);
		}
	}

	/**
	 * Writes the lines of an invocation, and those of the process: what was recorded
	 * outside all invocations, and the meters that are sampled.
	 */
	void end(Recordings recordings) {
		write(recordings.context(), recordings.close());
		List<Metric> outside = takeOutside();
		this.sampled.addTo(outside);
		write(this.outside, outside);
	}

	private List<Metric> takeOutside() {
		return this.between.getAndSet(new Recordings(this, this.outside)).close();
	}

	void write(LineContext context, List<Metric> metrics) {
		if (!metrics.isEmpty()) {
			this.lines.write(context, metrics, this.clock.wallTime());
		}
	}

	/**
	 * Writes what has been recorded since the last lines.
	 */
	@Override
	public void close() {
		if (!isClosed()) {
			super.close();
			write(this.outside, takeOutside());
		}
	}

	private @Nullable Series series(Meter.Id id, MetricUnit unit) {
		return this.series.create(getConventionName(id), getConventionTags(id), unit);
	}

	@Override
	protected Counter newCounter(Meter.Id id) {
		return new RecordedCounter(id, this, series(id, MetricUnit.of(id.getBaseUnit(), MetricUnit.COUNT)));
	}

	@Override
	protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
		return new RecordedTimer(id, this.clock, pauseDetector, this, series(id, MetricUnit.MILLISECONDS));
	}

	@Override
	protected DistributionSummary newDistributionSummary(Meter.Id id, DistributionStatisticConfig config,
			double scale) {
		return new RecordedSummary(id, scale, this, series(id, MetricUnit.of(id.getBaseUnit(), MetricUnit.NONE)));
	}

	@Override
	protected <T> Gauge newGauge(Meter.Id id, @Nullable T object, ToDoubleFunction<T> function) {
		Gauge gauge = new DefaultGauge<>(id, object, function);
		Series series = series(id, MetricUnit.of(id.getBaseUnit(), MetricUnit.NONE));
		return (series != null) ? this.sampled.add(gauge, SampledMeters.gauge(series, gauge::value)) : gauge;
	}

	@Override
	protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T object, ToDoubleFunction<T> function) {
		FunctionCounter counter = new CumulativeFunctionCounter<>(id, object, function);
		Series series = series(id, MetricUnit.of(id.getBaseUnit(), MetricUnit.COUNT));
		return (series != null) ? this.sampled.add(counter, SampledMeters.counter(series, counter::count)) : counter;
	}

	@Override
	protected <T> FunctionTimer newFunctionTimer(Meter.Id id, T object, ToLongFunction<T> count,
			ToDoubleFunction<T> total, TimeUnit unit) {
		FunctionTimer timer = new CumulativeFunctionTimer<>(id, object, count, total, unit, getBaseTimeUnit());
		Series series = series(id, MetricUnit.MILLISECONDS);
		return (series != null) ? this.sampled.add(timer, SampledMeters.timer(series, timer)) : timer;
	}

	@Override
	protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig config) {
		LongTaskTimer timer = new DefaultLongTaskTimer(id, this.clock, getBaseTimeUnit(), config, false);
		Series series = series(id, MetricUnit.MILLISECONDS);
		return (series != null) ? this.sampled.add(timer, SampledMeters.longTaskTimer(series, timer)) : timer;
	}

	@Override
	protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
		Meter meter = new DefaultMeter(id, type, measurements);
		Series series = series(id, MetricUnit.of(id.getBaseUnit(), MetricUnit.NONE));
		return (series != null) ? this.sampled.add(meter, SampledMeters.measurements(series, measurements)) : meter;
	}

	@Override
	protected TimeUnit getBaseTimeUnit() {
		return TimeUnit.MILLISECONDS;
	}

	@Override
	protected DistributionStatisticConfig defaultHistogramConfig() {
		return DistributionStatisticConfig.DEFAULT;
	}

}
