package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionBeansTests {

	private static final String IMPORTS = """
			package com.acme;

			import java.util.function.*;
			import org.springframework.context.annotation.*;
			import org.springframework.context.*;
			import org.springframework.context.support.*;
			import org.springframework.beans.factory.*;

			""";

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "class Orders { @Bean Function<String, String> orders() { return (order) -> order; } }",
			"class Orders { @Bean Consumer<String> orders() { return (order) -> { }; } }",
			"class Orders { @Bean Supplier<String> orders() { return () -> null; } }",
			"class Orders { @Bean UnaryOperator<String> orders() { return (order) -> order; } }",
			"class Orders { interface Step extends Function<String, String> { } @Bean Step orders() { return null; } }",
			"class Orders implements Consumer<String> { public void accept(String order) { } }",
			"class Orders { static class Nested implements Supplier<String> { public String get() { return null; } } }",
			"class Orders implements ApplicationContextInitializer<GenericApplicationContext> { "
					+ "public void initialize(GenericApplicationContext context) { } }",
			"@Import(String.class) class Orders { }",
			"class Orders { @Bean FactoryBean<Object> orders() { return null; } }" })
	void functionIsPossible(String source) throws Exception {
		compile(source);
		assertThat(FunctionBeans.arePossible(classes())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "class Orders { }", "class Orders { @Bean String orders() { return null; } }",
			"class Orders { Function<String, String> orders() { return null; } }",
			"class Orders { Runnable orders() { return new Runnable() { public void run() { } }; } }",
			"abstract class Orders implements Function<String, String> { }",
			"class Orders { Object orders() { return new Function<String, String>() { "
					+ "public String apply(String order) { return order; } }; } }" })
	void functionIsNotPossible(String source) throws Exception {
		compile(source);
		assertThat(FunctionBeans.arePossible(classes())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.cloud.function.definition=orders",
			"spring.cloud.function.routing-expression='orders'" })
	void configuredFunctionIsPossible(String property) throws Exception {
		compile("class Orders { }");
		Files.writeString(this.folder.resolve("application.properties"), "a=b\n" + property + "\n");
		assertThat(FunctionBeans.arePossible(classes())).isTrue();
	}

	private FunctionClasses classes() throws IOException {
		return FunctionClasses.read(this.folder, List.of());
	}

	private void compile(String source) {
		Compiled.to(this.folder, IMPORTS + source);
	}

}
