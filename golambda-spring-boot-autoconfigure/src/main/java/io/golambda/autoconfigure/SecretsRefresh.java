package io.golambda.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindingPostProcessor;
import org.springframework.boot.context.properties.bind.BindMethod;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

import io.golambda.secret.SecretPropertySource;

/**
 * Reads secrets again when Spring restarts the life cycle after a restore from
 * SnapStart's snapshot, if they are older than their time to live. Beans with
 * {@code @ConfigurationProperties} and setters are bound again, before any invocation.
 */
final class SecretsRefresh implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(SecretsRefresh.class);

	private final ApplicationContext context;

	private final SecretPropertySource secrets;

	private final Supplier<SecretPropertySource> reading;

	private final Duration timeToLive;

	private final Clock clock;

	private volatile Instant readAt;

	private volatile boolean running;

	private volatile boolean startedBefore;

	SecretsRefresh(ApplicationContext context, SecretPropertySource secrets, Supplier<SecretPropertySource> reading,
			Duration timeToLive, Clock clock) {
		this.context = context;
		this.secrets = secrets;
		this.reading = reading;
		this.timeToLive = timeToLive;
		this.clock = clock;
		this.readAt = clock.instant();
	}

	@Override
	public void start() {
		this.running = true;
		if (this.startedBefore && this.clock.instant().isAfter(this.readAt.plus(this.timeToLive))) {
			refresh();
		}
		this.startedBefore = true;
	}

	private void refresh() {
		SecretPropertySource fresh;
		try {
			fresh = this.reading.get();
		}
		catch (RuntimeException ex) {
			log.warn("Secrets could not be read again after the restore: those of the snapshot are used", ex);
			return;
		}
		this.readAt = this.clock.instant();
		Set<String> changed = this.secrets.replaceBy(fresh);
		if (!changed.isEmpty()) {
			ConfigurationPropertiesBean.getAll(this.context)
				.values()
				.stream()
				.filter((bean) -> isBelow(bean.getAnnotation().prefix(), changed))
				.forEach(this::bindAgain);
		}
	}

	private static boolean isBelow(String prefix, Set<String> properties) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(prefix);
		return properties.stream()
			.anyMatch((property) -> name.isAncestorOf(ConfigurationPropertyName.adapt(property, '.')));
	}

	private void bindAgain(ConfigurationPropertiesBean bean) {
		if (bean.asBindTarget().getBindMethod() == BindMethod.VALUE_OBJECT) {
			log.warn("{} holds secrets that changed after the snapshot was taken and cannot be bound again: "
					+ "give it setters, or read the secret by SecretValues.get", bean.getName());
			return;
		}
		this.context.getBean(ConfigurationPropertiesBindingPostProcessor.class)
			.postProcessBeforeInitialization(bean.getInstance(), bean.getName());
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// before beans that may use a secret
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
