package io.golambda.local;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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
	void onlyTheConsoleUsesOtherPackages() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("console")
			.definedBy("io.golambda.local.console")
			.layer("local")
			.definedBy("io.golambda.local")
			.layer("event")
			.definedBy("io.golambda.local.event")
			.optionalLayer("queue")
			.definedBy("io.golambda.local.queue")
			.optionalLayer("trace")
			.definedBy("io.golambda.local.trace")
			.whereLayer("console")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("local")
			.mayOnlyBeAccessedByLayers("console")
			.whereLayer("event")
			.mayOnlyBeAccessedByLayers("console", "local", "queue")
			.whereLayer("queue")
			.mayOnlyBeAccessedByLayers("console")
			.whereLayer("trace")
			.mayOnlyBeAccessedByLayers("console")
			.check(this.local);
	}

	@Test
	void packagesHaveNoCycle() {
		slices().matching("io.golambda.(**)").should().beFreeOfCycles().check(this.local);
	}

	@Test
	void doesNotUseSpring() {
		noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..").check(this.local);
	}

	@Test
	void packagesAreNullMarked() {
		JavaPackage root = this.local.getPackage("io.golambda.local");
		assertThat(root.getSubpackagesInTree().stream().filter((each) -> !each.getClasses().isEmpty()).toList())
			.isNotEmpty()
			.allMatch((each) -> each.isAnnotatedWith(NullMarked.class));
		assertThat(root.isAnnotatedWith(NullMarked.class)).isTrue();
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
