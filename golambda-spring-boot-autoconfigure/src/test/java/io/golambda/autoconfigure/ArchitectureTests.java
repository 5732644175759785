package io.golambda.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.golambda.invocation.LambdaEnvironment;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packages of golambda, and which of them each may use.
 */
class ArchitectureTests {

	private static final Map<String, Set<String>> ALLOWED_IMPORTS = Map.ofEntries(Map.entry("error", Set.of()),
			Map.entry("event", Set.of("error", "event.json", "event.schema", "event.source")),
			Map.entry("event.json", Set.of()), Map.entry("event.schema", Set.of("event.json")),
			Map.entry("event.source", Set.of("event.json")), Map.entry("invocation", Set.of("event", "error")),
			Map.entry("batch", Set.of("event", "error", "invocation")),
			Map.entry("idempotency", Set.of("batch", "event", "event.json", "error", "invocation")),
			Map.entry("logging", Set.of("invocation", "event", "error")),
			Map.entry("sentry", Set.of("invocation", "event", "error")),
			Map.entry("timeout", Set.of("invocation", "event", "error")), Map.entry("validation", Set.of("event")),
			Map.entry("tracing", Set.of("invocation", "event", "error")),
			Map.entry("tracing.aws", Set.of("invocation")), Map.entry("tracing.export", Set.of("invocation")),
			Map.entry("metrics", Set.of("invocation", "event", "error")), Map.entry("aws", Set.of()),
			Map.entry("idempotency.dynamodb", Set.of("aws", "idempotency", "invocation")),
			Map.entry("secret", Set.of("aws", "error")),
			Map.entry("payload", Set.of("aws", "invocation", "event", "event.json", "error")),
			Map.entry("lambda", Set.of("invocation", "event", "error", "batch", "logging")),
			Map.entry("autoconfigure",
					Set.of("aws", "batch", "error", "event", "idempotency", "idempotency.dynamodb", "invocation",
							"lambda", "logging", "metrics", "payload", "secret", "sentry", "timeout", "tracing",
							"tracing.aws", "tracing.export", "validation")));

	/**
	 * The packages that would serve any framework.
	 */
	private static final List<String> WITHOUT_SPRING = List.of("batch", "error", "event", "event.json", "event.schema",
			"event.source", "idempotency", "invocation", "logging", "metrics", "payload", "sentry", "timeout",
			"tracing", "tracing.aws", "tracing.export", "validation");

	private static final JavaClasses golambda = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.golambda");

	@Test
	void everyPackageHasAllowedImports() {
		Set<String> packages = new TreeSet<>();
		golambda.forEach((type) -> packages.add(type.getPackageName().replaceFirst("io\\.golambda\\.?", "")));
		assertThat(ALLOWED_IMPORTS).containsKeys(packages.toArray(String[]::new));
	}

	@ParameterizedTest
	@MethodSource("packages")
	void packageImportsOnlyWhatItMay(String name) {
		List<String> open = new ArrayList<>(List.of(path(name)));
		ALLOWED_IMPORTS.get(name).forEach((other) -> open.add(path(other)));
		noClasses().that()
			.resideInAPackage(path(name))
			.should()
			.dependOnClassesThat(
					resideInAPackage("io.golambda..").and(not(resideInAnyPackage(open.toArray(String[]::new)))))
			.allowEmptyShould(true)
			.check(golambda);
	}

	static Set<String> packages() {
		return new TreeSet<>(ALLOWED_IMPORTS.keySet());
	}

	@Test
	void packagesHaveNoCycle() {
		slices().matching("io.golambda.(**)").should().beFreeOfCycles().check(golambda);
	}

	@Test
	void coreDoesNotUseSpring() {
		noClasses().that()
			.resideInAnyPackage(WITHOUT_SPRING.stream().map(ArchitectureTests::path).toArray(String[]::new))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..")
			.check(golambda);
	}

	@Test
	void everyPackageIsNullMarked() {
		golambda.forEach((type) -> assertThat(type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"))
			.as(type.getPackageName())
			.isTrue());
	}

	@Test
	void onlyLambdaEnvironmentReadsEnvironmentVariables() {
		noClasses().that(not(belongToAnyOf(LambdaEnvironment.class)))
			.should()
			.callMethod(System.class, "getenv")
			.orShould()
			.callMethod(System.class, "getenv", String.class)
			.check(golambda);
	}

	@Test
	void staticFieldsAreFinal() {
		fields().that().areStatic().should().beFinal().check(golambda);
	}

	@Test
	void randomNumbersDoNotRepeatAfterARestoreFromSnapStart() {
		// Spring Boot recognizes a property source of random values by a Random, which
		// DirectEnvironment does not use
		noClasses().that(not(belongToAnyOf(DirectEnvironment.class)))
			.should()
			.dependOnClassesThat()
			.belongToAnyOf(ThreadLocalRandom.class, SplittableRandom.class)
			.orShould()
			.callConstructorWhere(DescribedPredicate.describe("it creates a java.util.Random",
					(JavaConstructorCall call) -> call.getTargetOwner().getName().equals("java.util.Random")))
			.orShould()
			.callMethod(Math.class, "random")
			.check(golambda);
	}

	@Test
	void publicClassesAreFinalUnlessMadeForExtension() {
		classes().that()
			.arePublic()
			.and()
			.areNotInterfaces()
			.and(not(DescribedPredicate.describe("are made for extension",
					(JavaClass type) -> Set.of("GeneratedDirectStart", "GolambdaException", "LambdaHandler")
						.contains(type.getSimpleName()))))
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(golambda);
	}

	private static String path(String name) {
		return "io.golambda." + name;
	}

}
