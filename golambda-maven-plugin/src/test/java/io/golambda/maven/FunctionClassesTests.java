package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class FunctionClassesTests {

	private static final String APPLICATION = "@org.springframework.boot.autoconfigure.SpringBootApplication ";

	@TempDir
	Path folder;

	@Test
	void applicationIsFoundByAnAnnotationOfTheProject() throws Exception {
		compile(APPLICATION + "@interface AcmeApplication { } @AcmeApplication class Orders { }");
		assertThat(classes().application(null)).isEqualTo("com.acme.Orders");
	}

	@Test
	void configuredApplicationIsOneOfSeveral() throws Exception {
		compile(APPLICATION + "class Orders { } " + APPLICATION + "class Returns { }");
		assertThat(classes().application("com.acme.Returns")).isEqualTo("com.acme.Returns");
	}

	@Test
	void severalApplicationsAreRefused() throws Exception {
		compile(APPLICATION + "class Orders { } " + APPLICATION + "class Returns { }");
		assertRefused(null, "com.acme.Orders, com.acme.Returns", "<startClass>");
	}

	@Test
	void configuredMainClassWithoutAnnotationStandsForTheOnlyApplication() throws Exception {
		compile(APPLICATION + "class Orders { } class OrdersKt { }");
		assertThat(classes().application("com.acme.OrdersKt")).isEqualTo("com.acme.Orders");
	}

	@Test
	void configuredClassWithoutAnnotationIsRefusedIfThereIsNoApplication() throws Exception {
		compile("class Orders { }");
		assertRefused("com.acme.Orders", "is not annotated with @SpringBootApplication");
	}

	@Test
	void missingClassIsRefused() throws Exception {
		compile(APPLICATION + "class Orders { }");
		assertRefused("com.acme.Order", "startClass is com.acme.Order, but the function has no such class");
	}

	@Test
	void projectWithoutClassesIsRefused() {
		assertRefused(null, "compile the project first");
	}

	@Test
	void fileThatIsNotAClassOfThisJavaIsNamed() throws Exception {
		byte[] newer = { (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 1, 0, 0, 0, 0, 0 };
		for (byte[] content : List.of(new byte[0], newer)) {
			Files.write(this.folder.resolve("Orders.class"), content);
			assertThatIOException().isThrownBy(this::classes)
				.withMessageContaining("Orders.class cannot be read as a class");
		}
		assertThat(ClassFile.javaVersion(new byte[0])).isZero();
	}

	private void assertRefused(String configured, String... parts) {
		assertThatExceptionOfType(MojoFailureException.class).isThrownBy(() -> classes().application(configured))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts));
	}

	private FunctionClasses classes() throws IOException {
		return FunctionClasses.read(this.folder, List.of());
	}

	private void compile(String source) {
		Compiled.to(this.folder, "package com.acme; " + source);
	}

}
