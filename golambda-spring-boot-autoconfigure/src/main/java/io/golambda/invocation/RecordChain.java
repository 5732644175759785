package io.golambda.invocation;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.golambda.event.EventRecord;

/**
 * All interceptors around the work on a record, outermost first.
 */
final class RecordChain {

	private final Supplier<List<RecordInterceptor>> source;

	// created for the first record, because most functions do not process records
	private volatile @Nullable List<RecordInterceptor> interceptors;

	RecordChain(Supplier<List<RecordInterceptor>> source) {
		this.source = source;
	}

	void process(EventRecord record, RecordInterceptor.Chain work) throws Exception {
		new Link(prepare(), 0, record, work).proceed();
	}

	List<RecordInterceptor> prepare() {
		List<RecordInterceptor> known = this.interceptors;
		if (known == null) {
			known = List.copyOf(this.source.get());
			this.interceptors = known;
		}
		return known;
	}

	private record Link(List<RecordInterceptor> interceptors, int index, EventRecord record,
			RecordInterceptor.Chain work) implements RecordInterceptor.Chain {

		@Override
		public void proceed() throws Exception {
			if (this.index == this.interceptors.size()) {
				this.work.proceed();
			}
			else {
				this.interceptors.get(this.index)
					.intercept(this.record, new Link(this.interceptors, this.index + 1, this.record, this.work));
			}
		}

	}

}
