package io.golambda.invocation;

import io.golambda.event.EventRecord;

/**
 * A link of the chain around the work on one record of a batch, within the invocation:
 * <pre>
 * &#64;Bean
 * RecordInterceptor tenants(Tenants tenants) {
 * 	return (record, chain) -&gt; {
 * 		Invocation.current().with("tenant", record.attributes().get("tenant"));
 * 		tenants.runAs(record.attributes().get("tenant"), chain::proceed);
 * 	};
 * }
 * </pre>
 * <p>
 * Links are called in the order of {@code @Order}, lowest first and outermost; golambda's
 * own lie outside the application's. {@link Invocation#current()} is the invocation as
 * this record sees it: values that are added belong to the record. A link is shared by
 * all records, and several may be worked on at once: keep no state of one in it.
 */
@FunctionalInterface
public interface RecordInterceptor {

	/**
	 * Does something around the rest of the chain.
	 * @param record the record
	 * @param chain the rest of the chain, which ends with the work on the record
	 * @throws Exception if the record is to fail
	 */
	void intercept(EventRecord record, Chain chain) throws Exception;

	/**
	 * The rest of the chain.
	 */
	@FunctionalInterface
	interface Chain {

		/**
		 * Calls the next link, or what works on the record.
		 * @throws Exception whatever it throws, unchanged
		 */
		void proceed() throws Exception;

	}

}
