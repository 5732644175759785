package io.golambda.idempotency;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.golambda.event.Event;
import io.golambda.idempotency.Workshop.Order;
import io.golambda.idempotency.Workshop.Receipt;
import io.golambda.invocation.InvocationChain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Failures of the store and of results: before the work they fail it, after the work they
 * are logged.
 */
class IdempotencyFailureTests {

	private static final Order ORDER = new Order("a-1", 5);

	private final Workshop workshop = new Workshop();

	private final Idempotency idempotency = this.workshop.idempotency(Workshop.withCache(0));

	private final AtomicInteger receipts = new AtomicInteger();

	private final Logger logger = (Logger) LoggerFactory.getLogger(Idempotency.class);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Function<Order, Receipt> pay = this.idempotency.by(Order::id)
		.of(Receipt.class, (order) -> new Receipt("r".repeat(order.amount()), this.receipts.incrementAndGet()));

	@BeforeEach
	void appendToTheLog() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void detachTheLog() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void storeThatCannotTakeTheKeyFailsTheWorkBeforeItStarts() {
		this.workshop.beginFailure = new IllegalStateException("throttled");
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> this.pay.apply(ORDER))
			.withMessage("The idempotency store could not take the key \"a-1\" of \"orders\", so the work was not "
					+ "started. It is safe to retry it.")
			.withCause(this.workshop.beginFailure);
		this.workshop.beginFailure = new IdempotencyException("The table orders does not exist. Create it.");
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> this.pay.apply(ORDER))
			.isSameAs(this.workshop.beginFailure)
			.satisfies((ex) -> assertThat(ex.values()).containsEntry("idempotency.key", "a-1"));
		assertThat(this.receipts).hasValue(0);
	}

	@Test
	void storeThatCannotMarkTheKeyDoesNotFailTheWork() {
		this.workshop.completeFailure = new IllegalStateException("throttled");
		assertThat(this.pay.apply(ORDER).number()).isEqualTo(1);
		assertThat(this.log.list).singleElement().satisfies((line) -> {
			assertThat(line.getLevel()).isEqualTo(Level.ERROR);
			assertThat(line.getFormattedMessage())
				.isEqualTo("The work with the key \"a-1\" of \"orders\" is done, but the "
						+ "idempotency store could not mark it as completed. A duplicate after 2026-01-01T00:16:00Z would do "
						+ "it again.");
			assertThat(line.getThrowableProxy().getMessage()).isEqualTo("throttled");
		});
		assertThatExceptionOfType(WorkInProgressException.class).isThrownBy(() -> this.pay.apply(ORDER));
	}

	@Test
	void storeThatCannotFreeTheKeyAddsItsFailureToThatOfTheWork() {
		this.workshop.releaseFailure = new IllegalStateException("throttled");
		IdempotentConsumer<Order> failing = this.idempotency.namespace("x").by(Order::id).of((order) -> {
			throw new IllegalArgumentException("rejected");
		});
		assertThat(this.log.list).isEmpty();
		try {
			failing.accept(ORDER);
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasMessage("rejected").hasSuppressedException(this.workshop.releaseFailure);
		}
		assertThat(this.log.list).singleElement()
			.satisfies((line) -> assertThat(line.getFormattedMessage()).startsWith(
					"The work with the key \"a-1\" of \"orders/x\" failed, and the idempotency store could not free"));
	}

	@Test
	void resultThatIsTooLargeIsReturnedOnceAndFailsDuplicates() {
		this.workshop.maxResult = 100;
		Order large = new Order("a-1", 1_000);
		assertThat(this.pay.apply(large).order()).hasSize(1_000);
		assertThat(this.log.list).singleElement()
			.satisfies((line) -> assertThat(line.getFormattedMessage()).startsWith(
					"The result of the work with the key \"a-1\" of \"orders\" is not stored, so duplicates will fail:")
				.contains("The store takes 100".substring(4)));
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> this.pay.apply(large))
			.withMessageContaining("was already done, but its result is not stored");
		assertThat(this.receipts).hasValue(1);
	}

	@Test
	void resultThatCannotBeWrittenIsReturnedOnceAndFailsDuplicates() {
		Function<Order, Unwritable> work = this.idempotency.namespace("x")
			.by(Order::id)
			.of(Unwritable.class, (order) -> new Unwritable());
		assertThat(work.apply(ORDER)).isNotNull();
		assertThat(this.log.list).singleElement()
			.satisfies((line) -> assertThat(line.getFormattedMessage())
				.contains("cannot be written as JSON of type " + Unwritable.class.getName()));
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> work.apply(ORDER));
	}

	@Test
	void resultOfATypeThatChangedIsAnError() {
		Function<Order, String> before = this.idempotency.namespace("x")
			.by(Order::id)
			.of(String.class, (order) -> "text");
		before.apply(ORDER);
		Function<Order, Receipt> after = new Workshop().idempotency()
			.namespace("x")
			.by(Order::id)
			.of(Receipt.class, (order) -> new Receipt("", 1));
		assertThat(after.apply(ORDER)).isNotNull();
		Idempotency deployed = this.workshop.idempotency();
		Function<Order, Receipt> changed = deployed.namespace("x")
			.by(Order::id)
			.of(Receipt.class, (order) -> new Receipt("", 1));
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> changed.apply(ORDER))
			.withMessageEndingWith("its stored result cannot be read as " + Receipt.class.getTypeName()
					+ ". Did the type change since? Then its keys need another namespace.")
			.withMessageNotContaining("text");
	}

	@Test
	void workThatTookLongerThanItsClaimIsLogged() {
		IdempotentConsumer<Order> slow = this.idempotency.namespace("x").by(Order::id).of((order) -> {
			this.workshop.advance(IdempotencySettings.DEFAULT_WITHOUT_DEADLINE.plusMinutes(1));
			this.workshop.begin(new Claim("orders/x#a-1", "other", null, this.workshop.instant(),
					this.workshop.instant().plusSeconds(90)));
		});
		slow.accept(ORDER);
		assertThat(this.log.list).singleElement().satisfies((line) -> {
			assertThat(line.getLevel()).isEqualTo(Level.WARN);
			assertThat(line.getFormattedMessage())
				.startsWith("The work with the key \"a-1\" of \"orders/x\" took longer");
		});
		assertThatExceptionOfType(WorkInProgressException.class).isThrownBy(() -> slow.accept(ORDER));
	}

	@Test
	void interruptDoesNotKeepTheKeyFromBeingMarkedOrFreed() {
		IdempotentConsumer<Order> interrupted = this.idempotency.namespace("x").by(Order::id).of((order) -> {
			Thread.currentThread().interrupt();
			if (order.amount() > 5) {
				throw new IllegalStateException("too late");
			}
		});
		interrupted.accept(ORDER);
		assertThat(Thread.interrupted()).isTrue();
		assertThatIllegalStateException().isThrownBy(() -> interrupted.accept(new Order("a-2", 6)));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.workshop.calls).containsExactly("begin orders/x#a-1", "complete orders/x#a-1",
				"begin orders/x#a-2", "release orders/x#a-2");
	}

	@Test
	void errorOfWorkHasItsKey() throws Exception {
		IdempotentConsumer<Order> failing = this.idempotency.namespace("x").by(Order::id).of((order) -> {
			throw new IllegalStateException("rejected");
		});
		new InvocationChain(List.of()).invoke(Event.of("{}"), (invocation) -> {
			assertThatIllegalStateException().isThrownBy(() -> failing.accept(ORDER));
			assertThat(invocation.values()).containsEntry("idempotency.key", "a-1");
			return null;
		});
	}

	@Test
	void skippedDuplicateIsLoggedWithItsKey() {
		this.pay.apply(ORDER);
		this.pay.apply(ORDER);
		assertThat(this.log.list).singleElement().satisfies((line) -> {
			assertThat(line.getLevel()).isEqualTo(Level.INFO);
			assertThat(line.getFormattedMessage()).isEqualTo("Skipped a duplicate of completed work");
			assertThat(line.getKeyValuePairs()).extracting((pair) -> pair.key + "=" + pair.value)
				.containsExactly("idempotency.key=a-1", "idempotency.namespace=orders");
		});
	}

	static final class Unwritable {

		@SuppressWarnings("unused")
		public String getSecret() {
			throw new IllegalStateException("not readable");
		}

	}

}
