package io.golambda.test;

import org.springframework.core.Ordered;

import io.golambda.event.EventRecord;
import io.golambda.invocation.RecordInterceptor;

/**
 * Records which records of a batch the function worked on.
 */
final class TriedRecords implements RecordInterceptor, Ordered {

	@Override
	public void intercept(EventRecord record, Chain chain) throws Exception {
		InvocationRecording recording = InvocationRecording.find();
		if (recording != null) {
			recording.addTried(record);
		}
		chain.proceed();
	}

	// an interceptor of the application may fail
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
