package io.golambda.test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the dependencies of the test kit.
 */
class ArchitectureTests {

	private final JavaClasses kit = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.golambda.test");

	@Test
	void doesNotUseSentryOrTracing() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("io.golambda..")
				.and(not(resideInAnyPackage("io.golambda.test..", "io.golambda.batch..", "io.golambda.error..",
						"io.golambda.event..", "io.golambda.invocation..", "io.golambda.local.event..",
						"io.golambda.logging..", "io.golambda.lambda..", "io.golambda.secret.."))))
			.check(this.kit);
	}

	@Test
	void isNullMarked() {
		assertThat(this.kit.getPackage("io.golambda.test").isAnnotatedWith("org.jspecify.annotations.NullMarked"))
			.isTrue();
	}

	@Test
	void hasNoStaticMutableState() {
		fields().that().areStatic().should().beFinal().check(this.kit);
	}

	@Test
	void publicClassesAreFinal() {
		classes().that().arePublic().and().areNotInterfaces().should().haveModifier(JavaModifier.FINAL).check(this.kit);
	}

}
