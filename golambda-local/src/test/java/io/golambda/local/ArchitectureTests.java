package io.golambda.local;

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
 * Tests the dependencies of the local runtime.
 */
class ArchitectureTests {

	private final JavaClasses local = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.golambda.local");

	@Test
	void usesOnlyEventAndLambda() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("io.golambda..")
				.and(not(resideInAnyPackage("io.golambda.local..", "io.golambda.event..", "io.golambda.lambda.."))))
			.check(this.local);
	}

	@Test
	void doesNotUseSpring() {
		noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..").check(this.local);
	}

	@Test
	void isNullMarked() {
		assertThat(this.local.getPackage("io.golambda.local").isAnnotatedWith("org.jspecify.annotations.NullMarked"))
			.isTrue();
	}

	@Test
	void hasNoStaticMutableState() {
		fields().that().areStatic().should().beFinal().check(this.local);
	}

	@Test
	void publicClassesAreFinal() {
		classes().that()
			.arePublic()
			.and()
			.areNotInterfaces()
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(this.local);
	}

}
