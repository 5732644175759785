package io.golambda.lambda;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.springframework.beans.factory.BeanFactory;

/**
 * Primes the function before Lambda SnapStart takes a snapshot. Nothing is renewed after
 * a restore: golambda keeps no connection, clock or random number between invocations,
 * and Spring restarts beans with a life cycle, among them the one that reads secrets
 * again.
 */
final class Checkpoint implements Resource {

	private final BeanFactory beans;

	Checkpoint(BeanFactory beans) {
		this.beans = beans;
	}

	/**
	 * Registers with the JVM.
	 * @return the resource, to which the JVM has only a weak reference
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
