package com.acme.process;

import java.util.function.Function;

import org.aopalliance.intercept.MethodInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.golambda.event.Event;

/**
 * An application with a package-private interface that Spring implements, like a
 * repository of Spring Data, and with a bean to close.
 */
@SpringBootApplication
public class ProcessApplication {

	private static final Logger log = LoggerFactory.getLogger(ProcessApplication.class);

	private static final MethodInterceptor ANSWER = (call) -> "found";

	@Bean
	ProxyFactoryBean repository() {
		ProxyFactoryBean proxy = new ProxyFactoryBean();
		proxy.setInterfaces(Repository.class);
		proxy.addAdvice(ANSWER);
		return proxy;
	}

	@Bean
	Function<Event, String> find(Repository repository) {
		// in the thread of the start
		Repository early = new ProxyFactory(Repository.class, ANSWER).getProxy() instanceof Repository proxy ? proxy
				: repository;
		return (event) -> {
			Repository late = (Repository) new ProxyFactory(Repository.class, ANSWER).getProxy();
			return repository.find() + "," + early.find() + "," + late.find();
		};
	}

	@Bean
	DisposableBean connection() {
		// prints, because Spring Boot's shutdown hook stops logging at the same time
		Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("own hook ran")));
		return () -> log.info("connection closed");
	}

	interface Repository {

		String find();

	}

}
