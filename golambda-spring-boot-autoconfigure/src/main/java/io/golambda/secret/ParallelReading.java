package io.golambda.secret;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads several secrets at the same time and reports all failures together.
 */
final class ParallelReading {

	private static final int MAX_THREADS = 8;

	// the init phase of a function ends after ten seconds, and a start is more than this
	private static final Duration TIMEOUT = Duration.ofMillis(5500);

	private final SecretReader reader;

	private final Consumer<SecretException> skipped;

	ParallelReading(SecretReader reader, Consumer<SecretException> skipped) {
		this.reader = reader;
		this.skipped = skipped;
	}

	/**
	 * Reads secrets.
	 * @return the properties of each secret, in the same order; empty for optional ones
	 * that cannot be read
	 * @throws SecretException if one cannot be read or does not have its format
	 */
	List<Optional<Map<String, Object>>> read(List<NamedSecret> secrets) {
		if (secrets.isEmpty()) {
			return List.of();
		}
		ExecutorService threads = Executors.newFixedThreadPool(Math.min(secrets.size(), MAX_THREADS), (task) -> {
			Thread thread = new Thread(task, "golambda-secrets");
			thread.setDaemon(true);
			return thread;
		});
		try {
			List<Callable<Map<String, SecretContent>>> tasks = new ArrayList<>();
			secrets.forEach((secret) -> tasks.add(() -> secret.read(this.reader)));
			return collect(secrets, threads.invokeAll(tasks, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SecretException("The start was interrupted while it read secrets.", "Start it again.", ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private List<Optional<Map<String, Object>>> collect(List<NamedSecret> secrets,
			List<Future<Map<String, SecretContent>>> futures) throws InterruptedException {
		List<Optional<Map<String, Object>>> results = new ArrayList<>();
		List<SecretException> failures = new ArrayList<>();
		for (int i = 0; i < futures.size(); i++) {
			NamedSecret secret = secrets.get(i);
			try {
				results.add(contents(secret, futures.get(i)).map(secret::properties));
			}
			catch (SecretException ex) {
				failures.add(ex);
			}
		}
		if (!failures.isEmpty()) {
			throw (failures.size() == 1) ? failures.get(0) : SecretException.ofAll(failures);
		}
		return results;
	}

	private Optional<Map<String, SecretContent>> contents(NamedSecret secret, Future<Map<String, SecretContent>> future)
			throws InterruptedException {
		try {
			return Optional.of(get(secret.secret(), future));
		}
		catch (SecretException ex) {
			if (!secret.optional()) {
				throw ex;
			}
			this.skipped.accept(ex);
			return Optional.empty();
		}
	}

	private static <T> T get(SecretId secret, Future<T> future) throws InterruptedException {
		try {
			return future.get();
		}
		catch (CancellationException ex) {
			throw new SecretException(secret.describe() + " was not read within " + TIMEOUT.toMillis() + " ms.",
					"Check that the function's subnet reaches AWS: by a NAT gateway, or a VPC endpoint whose security "
							+ "group allows the function. If it does, name fewer secrets, or a path with fewer parameters.");
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof SecretException failure) {
				throw failure;
			}
			throw new SecretException(
					secret.describe() + " cannot be read: " + ex.getCause().getClass().getName() + ".",
					"Check that the AWS SDK is complete and in one version.",
					UnexpectedFailure.withoutMessages(ex.getCause(), 0));
		}
	}

}
