package io.golambda.event;

import java.io.IOException;
import java.util.List;

/**
 * Has the payloads that are too large for a message, and the objects that events notify
 * of. golambda's auto-configuration reads them from Amazon S3. A test replaces the store
 * by a bean of its own: <pre>
 * &#64;Bean
 * PayloadStore payloadStore() {
 * 	return reference -&gt; {
 * 		byte[] order = ORDERS.get(reference.key());
 * 		return new PayloadContent(new ByteArrayInputStream(order), order.length);
 * 	};
 * }
 * </pre>
 * <p>
 * golambda checks pointers against {@code golambda.large-payload.buckets} before it calls
 * the store. Implementations must be safe for use by multiple threads.
 *
 * @see EventRecord#stream()
 */
@FunctionalInterface
public interface PayloadStore {

	/**
	 * Opens an object.
	 * @param reference the object
	 * @return its content
	 * @throws IOException if the object cannot be read; the message is the second half of
	 * a sentence, without a full stop: {@code it does not exist}. It must not show any
	 * content
	 */
	PayloadContent open(PayloadReference reference) throws IOException;

	/**
	 * Deletes objects whose records succeeded, if
	 * {@code golambda.large-payload.delete-after-success} is set. By default, does
	 * nothing.
	 * @param references the objects, at least one
	 * @throws IOException if an object could not be deleted, which is logged
	 */
	default void delete(List<PayloadReference> references) throws IOException {
	}

}
