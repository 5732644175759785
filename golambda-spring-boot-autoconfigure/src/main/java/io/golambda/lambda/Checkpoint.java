package io.golambda.lambda;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.springframework.beans.factory.BeanFactory;

/**
 * Golambda's part in a snapshot: primes before it is taken. After a restore there is
 * nothing to renew: golambda keeps nothing of an invocation, no connection, clock or
 * random number between two of them. (Beans with a life cycle are stopped and started
 * again by Spring itself; so are secrets read again.)
 */
final class Checkpoint implements Resource {

	private final BeanFactory beans;

	Checkpoint(BeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Has the JVM ask this resource before it takes a snapshot.
	 * @return the resource, which the JVM itself refers to only weakly
	 */
	static Object register(BeanFactory beans) {
		Checkpoint checkpoint = new Checkpoint(beans);
		Core.getGlobalContext().register(checkpoint);
		return checkpoint;
	}

	@Override
	public void beforeCheckpoint(Context<? extends Resource> context) {
		this.beans.getBean(Priming.class).run();
	}

	@Override
	public void afterRestore(Context<? extends Resource> context) {
	}

}
