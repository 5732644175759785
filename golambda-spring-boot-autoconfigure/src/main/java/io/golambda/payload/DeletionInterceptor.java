package io.golambda.payload;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.golambda.event.PayloadReference;
import io.golambda.event.PayloadStore;
import io.golambda.invocation.Invocation;
import io.golambda.invocation.InvocationInterceptor;

/**
 * Deletes the objects that an invocation read, once its answer is written: those whose
 * records will not be delivered again. A failure is logged in one line. Safe for use by
 * several threads.
 */
public final class DeletionInterceptor implements InvocationInterceptor {

	/**
	 * The time before the timeout at which no deletion is started.
	 */
	private static final Duration MARGIN = Duration.ofMillis(300);

	private static final Logger log = LoggerFactory.getLogger(DeletionInterceptor.class);

	private final Supplier<? extends PayloadStore> store;

	/**
	 * Creates the interceptor, whose place is around the one that writes the answer.
	 * @param store supplies the store of the objects
	 */
	public DeletionInterceptor(Supplier<? extends PayloadStore> store) {
		this.store = store;
	}

	@Override
	public @Nullable Object intercept(Invocation invocation, Chain chain) throws Exception {
		Object answer = chain.proceed(invocation);
		ReadObjects read = invocation.attribute(ReadObjects.class).orElse(null);
		if (read != null) {
			delete(invocation, FinishedObjects.of(invocation, answer, read.references()));
		}
		return answer;
	}

	private void delete(Invocation invocation, List<PayloadReference> finished) {
		if (finished.isEmpty()) {
			return;
		}
		String problem;
		try {
			if (invocation.remaining().compareTo(MARGIN) < 0) {
				problem = "the function is about to time out";
			}
			else {
				this.store.get().delete(finished);
				return;
			}
		}
		catch (IOException ex) {
			problem = String.valueOf(ex.getMessage());
		}
		catch (RuntimeException ex) {
			problem = ex.toString();
		}
		log.warn("Not all of {} objects in S3 whose records succeeded were deleted: {}. "
				+ "Have a lifecycle rule of the bucket delete them.", finished.size(), problem);
	}

}
