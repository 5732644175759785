package com.acme.threads;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import io.golambda.logging.StructuredLogger;

/**
 * A function that sets log values in several kinds of threads.
 */
@SpringBootApplication
@EnableAsync(proxyTargetClass = true)
public class ThreadsApplication {

	private static final StructuredLogger log = StructuredLogger.of(ThreadsApplication.class);

	public ThreadsApplication() {
		log.set("application", "threads");
	}

	@Bean
	Function<Order, String> orders(Background background) {
		ExecutorService pool = Executors.newSingleThreadExecutor();
		ExecutorService wrapped = ContextExecutorService.wrap(Executors.newSingleThreadExecutor(),
				ContextSnapshotFactory.builder().build()::captureAll);
		return (order) -> {
			if (order.tenant() != null) {
				CompletableFuture.runAsync(() -> log.set("bySupplyAsync", order.tenant())).join();
				background.set(order.tenant()).join();
				CompletableFuture.runAsync(() -> log.set("byPool", order.tenant()), pool).join();
				IntStream.range(0, 64).parallel().forEach((i) -> log.set("byParallelStream", order.tenant()));
				Thread thread = new Thread(() -> log.set("byThread", order.tenant()));
				thread.start();
				join(thread);
				CompletableFuture.runAsync(() -> log.set("byWrappedPool", order.tenant()), wrapped).join();
			}
			CompletableFuture.runAsync(() -> log.info("in the pool"), pool).join();
			log.info("in the function");
			return "done";
		};
	}

	private static void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Bean
	Background background() {
		return new Background();
	}

	/**
	 * An order.
	 */
	public record Order(String tenant) {

	}

	/**
	 * Runs in Spring's task executor.
	 */
	public static class Background {

		@Async
		public CompletableFuture<Void> set(String tenant) {
			log.set("byAsync", tenant);
			return CompletableFuture.completedFuture(null);
		}

	}

}
