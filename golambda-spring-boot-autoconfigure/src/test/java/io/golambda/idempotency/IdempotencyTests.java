package io.golambda.idempotency;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

import io.golambda.event.Event;
import io.golambda.idempotency.Workshop.Order;
import io.golambda.idempotency.Workshop.Receipt;
import io.golambda.invocation.InvocationChain;
import io.golambda.timeout.Deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdempotencyTests {

	private static final Order ORDER = new Order("a-1", 5);

	private final Workshop workshop = new Workshop();

	private final Idempotency idempotency = this.workshop.idempotency();

	private final List<Order> saved = new ArrayList<>();

	private final AtomicInteger receipts = new AtomicInteger();

	private Receipt pay(Order order) {
		return new Receipt(String.valueOf(order.id()), this.receipts.incrementAndGet());
	}

	@Test
	void duplicateIsSkipped() {
		Consumer<Order> save = this.idempotency.by(Order::id).of(this.saved::add);
		save.accept(ORDER);
		save.accept(new Order("a-1", 5));
		save.accept(new Order("a-2", 5));
		assertThat(this.saved).containsExactly(ORDER, new Order("a-2", 5));
	}

	@Test
	void resultIsReturnedToDuplicates() {
		Function<Order, Receipt> pay = this.idempotency.by(Order::id).of(Receipt.class, this::pay);
		assertThat(pay.apply(ORDER)).isEqualTo(new Receipt("a-1", 1));
		assertThat(pay.apply(ORDER)).isEqualTo(new Receipt("a-1", 1));
		assertThat(pay.apply(new Order("a-2", 1))).isEqualTo(new Receipt("a-2", 2));
	}

	@Test
	void resultMayBeGenericEmptyOrNull() {
		TypeReference<List<Receipt>> listType = new TypeReference<>() {
		};
		Function<Order, List<Receipt>> list = this.idempotency.namespace("list")
			.by(Order::id)
			.of(listType, (order) -> List.of(pay(order)));
		assertThat(list.apply(ORDER)).isEqualTo(list.apply(ORDER)).containsExactly(new Receipt("a-1", 1));
		TypeReference<Optional<Receipt>> optionalType = new TypeReference<>() {
		};
		Function<Order, Optional<Receipt>> optional = this.idempotency.namespace("optional")
			.by(Order::id)
			.of(optionalType, (order) -> (order.amount() > 5) ? Optional.of(pay(order)) : Optional.empty());
		assertThat(optional.apply(ORDER)).isEqualTo(optional.apply(ORDER)).isEmpty();
		assertThat(optional.apply(new Order("a-2", 6))).isEqualTo(optional.apply(new Order("a-2", 6)))
			.hasValue(new Receipt("a-2", 2));
		Function<Order, Receipt> absent = this.idempotency.namespace("null")
			.by(Order::id)
			.of(Receipt.class, (order) -> {
				this.saved.add(order);
				return null;
			});
		assertThat(absent.apply(ORDER)).isNull();
		assertThat(absent.apply(ORDER)).isNull();
		assertThat(this.saved).hasSize(1);
	}

	@Test
	void anyPieceOfWorkHasAKey() throws IOException {
		for (int i = 0; i < 2; i++) {
			Receipt receipt = this.idempotency.forKey("order-17").call(Receipt.class, () -> pay(ORDER));
			assertThat(receipt).isEqualTo(new Receipt("a-1", 1));
			this.idempotency.namespace("mails").forKey("order-17").run(this::mail);
		}
		assertThat(this.saved).hasSize(1);
	}

	private void mail() throws IOException {
		this.saved.add(ORDER);
	}

	@Test
	void asynchronousWorkIsCompletedBeforeItsKey() {
		CompletableFuture<Void> written = new CompletableFuture<>();
		IdempotentConsumer<Order> save = this.idempotency.by(Order::id)
			.ofAwaiting((order) -> Mono.delay(Duration.ofMillis(20)).doOnNext((tick) -> written.complete(null)));
		save.accept(ORDER);
		assertThat(written).isCompleted();
		assertThat(this.workshop.calls).containsExactly("begin orders#a-1", "complete orders#a-1");
	}

	@Test
	void failedAsynchronousWorkFreesItsKey() {
		IdempotentConsumer<Order> save = this.idempotency.by(Order::id)
			.ofAwaiting((order) -> CompletableFuture.failedFuture(new IOException("no disk")));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> save.accept(ORDER));
		assertThat(this.workshop.calls).containsExactly("begin orders#a-1", "release orders#a-1");
	}

	@Test
	void asynchronousWorkThatMissesTheDeadlineIsCancelledAndFreesItsKey() throws Exception {
		CompletableFuture<Void> never = new CompletableFuture<>();
		IdempotentConsumer<Order> save = this.idempotency.by(Order::id).ofAwaiting((order) -> never);
		new InvocationChain(List.of()).invoke(Event.of("{}", Deadlines.after(Duration.ofMillis(600))), (invocation) -> {
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> save.accept(ORDER));
			return null;
		});
		assertThat(never).isCancelled();
		assertThat(this.workshop.calls).containsExactly("begin orders#a-1", "release orders#a-1");
	}

	@Test
	void asynchronousResultIsNotStored() {
		Function<Order, Object> pay = this.idempotency.by(Order::id)
			.of(Object.class, (order) -> Mono.fromSupplier(() -> pay(order)));
		assertThatExceptionOfType(IdempotencyException.class).isThrownBy(() -> pay.apply(ORDER))
			.withMessageContaining("use ofAwaiting(...)");
		assertThat(this.workshop.calls).containsExactly("begin orders#a-1", "release orders#a-1");
	}

	@Test
	void workIsDoneAgainAfterItsTimeToLive() {
		Consumer<Order> save = this.idempotency.timeToLive(Duration.ofMinutes(5)).by(Order::id).of(this.saved::add);
		save.accept(ORDER);
		this.workshop.advance(Duration.ofSeconds(299));
		save.accept(ORDER);
		assertThat(this.saved).hasSize(1);
		this.workshop.advance(Duration.ofSeconds(1));
		save.accept(ORDER);
		assertThat(this.saved).hasSize(2);
	}

	@Test
	void duplicateOfWorkInProgressFails() {
		Holder holder = new Holder();
		holder.work = this.idempotency.by(Order::id).of((order) -> {
			this.saved.add(order);
			if (this.saved.size() == 1) {
				assertThatExceptionOfType(WorkInProgressException.class).isThrownBy(() -> holder.work.accept(order))
					.withMessage(
							"Work with the key \"a-1\" of \"orders\" is in progress, until 2026-01-01T00:16:00Z at "
									+ "the latest, so this duplicate failed in order to be retried.")
					.satisfies((ex) -> {
						assertThat(ex.until()).isEqualTo("2026-01-01T00:16:00Z");
						assertThat(ex.getStackTrace()).isEmpty();
						assertThat(ex.values()).containsEntry("idempotency.key", "a-1")
							.containsEntry("idempotency.namespace", "orders");
					});
			}
		});
		holder.work.accept(ORDER);
		holder.work.accept(ORDER);
		assertThat(this.saved).hasSize(1);
	}

	@Test
	void deadlineOfTheInvocationAndClockSkewLimitWorkInProgress() throws Exception {
		Event event = Event.of("{}", Deadlines.after(Duration.ofSeconds(30)));
		Holder holder = new Holder();
		holder.work = this.idempotency.by(Order::id)
			.of((order) -> assertThatExceptionOfType(WorkInProgressException.class)
				.isThrownBy(() -> holder.work.accept(order))
				.satisfies((ex) -> assertThat(ex.until()).isBetween(Workshop.START.plusSeconds(85),
						Workshop.START.plusSeconds(90))));
		new InvocationChain(List.of()).invoke(event, (invocation) -> {
			holder.work.accept(ORDER);
			return null;
		});
	}

	@Test
	void killedWorkIsDoneAgainAfterItsDeadline() {
		Consumer<Order> save = this.idempotency.by(Order::id).of(this.saved::add);
		Claim killed = new Claim("orders#a-1", "killed", null, Workshop.START, Workshop.START.plusSeconds(90));
		this.workshop.begin(killed);
		this.workshop.advance(Duration.ofSeconds(89));
		assertThatExceptionOfType(WorkInProgressException.class).isThrownBy(() -> save.accept(ORDER));
		this.workshop.advance(Duration.ofSeconds(1));
		save.accept(ORDER);
		assertThat(this.saved).hasSize(1);
	}

	@Test
	void otherContentsWithTheSameKeyFail() {
		Consumer<Order> save = this.idempotency.by(Order::id).of(this.saved::add);
		save.accept(ORDER);
		assertThatExceptionOfType(PayloadMismatchException.class).isThrownBy(() -> save.accept(new Order("a-1", 6)))
			.withMessageStartingWith("Work with the key \"a-1\" of \"orders\" was already done for other contents");
		assertThat(this.saved).hasSize(1);
	}

	@Test
	void otherContentsMayFollowFailedWork() {
		Consumer<Order> save = this.idempotency.by(Order::id).of((order) -> {
			if (order.amount() > 5) {
				throw new IOException("too much");
			}
			this.saved.add(order);
		});
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> save.accept(new Order("a-1", 6)));
		save.accept(ORDER);
		assertThat(this.saved).containsExactly(ORDER);
	}

	@Test
	void onlyTheComparedPartHasToBeEqual() {
		Consumer<Order> save = this.idempotency.by(Order::id)
			.comparing((order) -> order.amount() / 10)
			.of(this.saved::add);
		save.accept(ORDER);
		save.accept(new Order("a-1", 6));
		assertThat(this.saved).containsExactly(ORDER);
		assertThatExceptionOfType(PayloadMismatchException.class).isThrownBy(() -> save.accept(new Order("a-1", 16)));
		Consumer<Order> any = this.idempotency.namespace("any").by(Order::id).comparingNothing().of(this.saved::add);
		any.accept(ORDER);
		any.accept(new Order("a-1", 99));
		assertThat(this.saved).hasSize(2);
	}

	@Test
	void contentsOfACallAreComparedIfTheyAreGiven() {
		for (int amount : List.of(5, 5)) {
			this.idempotency.forKey("a").comparing(new Order("a", amount)).run(() -> this.saved.add(ORDER));
		}
		assertThat(this.saved).hasSize(1);
		KeyedCall other = this.idempotency.namespace("b").forKey("a");
		for (int amount : List.of(5, 6)) {
			KeyedCall.Task<RuntimeException> task = () -> this.saved.add(ORDER);
			if (amount == 5) {
				other.comparing(amount).run(task);
			}
			else {
				assertThatExceptionOfType(PayloadMismatchException.class)
					.isThrownBy(() -> other.comparing(amount).run(task));
			}
		}
	}

	@Test
	void otherWorkNeedsANamespaceOfItsOwn() {
		Consumer<Order> save = this.idempotency.by(Order::id).of(this.saved::add);
		assertThatIllegalStateException().isThrownBy(() -> this.idempotency.by(Order::id).of((order) -> pay(order)))
			.withMessageStartingWith("The idempotency namespace \"orders\" is already in use by other work (")
			.withMessageContaining("idempotency.namespace(\"mails\")");
		Consumer<Order> pay = this.idempotency.namespace("payments").by(Order::id).of((order) -> pay(order));
		save.accept(ORDER);
		pay.accept(ORDER);
		assertThat(this.saved).hasSize(1);
		assertThat(this.receipts).hasValue(1);
		assertThat(this.workshop.calls).contains("begin orders#a-1", "begin orders/payments#a-1");
	}

	@Test
	void sameWorkMayBeBuiltForEachInvocation() {
		for (int i = 0; i < 3; i++) {
			this.idempotency.by(Order::id).of(this.saved::add).accept(ORDER);
		}
		assertThat(this.saved).hasSize(1);
	}

	@Test
	void namespaceOrTimeToLiveThatIsInvalidIsAnError() {
		for (String name : List.of("", "a#b", "a/b", "a b", "x".repeat(129), "ä")) {
			assertThatIllegalArgumentException().as(name).isThrownBy(() -> this.idempotency.namespace(name));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> this.idempotency.timeToLive(Duration.ZERO))
			.withMessage("The time to live is PT0S, but must be positive.");
		assertThat(this.idempotency.namespace("mails")).hasToString("Idempotency[orders/mails]");
	}

	@Test
	void exceptionOfTheWorkIsUnchangedAndFreesTheKey() {
		for (Throwable failure : List.of(new IOException("checked"), new IllegalStateException("unchecked"),
				new OutOfMemoryError("no memory"), new InterruptedException())) {
			IdempotentConsumer<Order> failing = this.idempotency.by(Order::id).of((order) -> throwUnchecked(failure));
			assertThatThrownBy(() -> failing.accept(ORDER)).isSameAs(failure).hasNoSuppressedExceptions();
		}
		this.idempotency.namespace("x").by(Order::id).of(this.saved::add).accept(ORDER);
		assertThat(this.workshop.calls).containsSubsequence("begin orders#a-1", "release orders#a-1",
				"begin orders#a-1", "release orders#a-1", "begin orders#a-1", "release orders#a-1");
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> void throwUnchecked(Throwable failure) throws X {
		throw (X) failure;
	}

	private static final class Holder {

		private IdempotentConsumer<Order> work = (order) -> {
		};

	}

}
