package com.acme.greetings

import io.golambda.event.Event
import io.golambda.logging.StructuredLogger
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Bean

data class Greeting(val name: String, val nickname: String?, val times: Int = 1)

@SpringBootApplication
class GreetingsApplication {

	private val log = StructuredLogger.of(GreetingsApplication::class.java)

	@Bean
	fun greet(): (Event) -> String = { event ->
		val greetings = event.records().map { it.bind(Greeting::class.java) }
		log.with("greetings", greetings).info("Greeting")
		greetings.joinToString { "hello ${it.nickname ?: it.name}".repeat(it.times) }
	}

}

fun main(args: Array<String>) {
	runApplication<GreetingsApplication>(*args)
}
