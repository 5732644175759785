package io.golambda.invocation;

import io.golambda.event.EventRecord;

/**
 * Intercepts the work on each record of a batch. An application adds its own interceptors
 * as beans: <pre>
 * &#64;Bean
 * RecordInterceptor tenants(Tenants tenants) {
 * 	return (record, chain) -&gt; {
 * 		Invocation.current().with("tenant", record.attributes().get("tenant"));
 * 		tenants.runAs(record.attributes().get("tenant"), chain::proceed);
 * 	};
 * }
 * </pre>
 * <p>
 * {@code @Order} sorts the beans, the lowest value outermost. golambda's interceptors
 * surround all of them, see {@link InterceptorOrder}. {@link Invocation#current()} is the
 * record's view of the invocation, so that values added to it are for the record only.
 * <p>
 * All records share an interceptor, and a batch may process several at the same time, so
 * implementations must be safe for use by several threads.
 */
@FunctionalInterface
public interface RecordInterceptor {

	/**
	 * Intercepts the work on a record.
	 * @param record the record
	 * @param chain the rest of the chain, which ends with the work on the record
	 * @throws Exception if the record fails
	 */
	void intercept(EventRecord record, Chain chain) throws Exception;

	/**
	 * The rest of the chain.
	 */
	@FunctionalInterface
	interface Chain {

		/**
		 * Calls the next interceptor, or the work on the record.
		 * @throws Exception the exception that it throws, unchanged
		 */
		void proceed() throws Exception;

	}

}
