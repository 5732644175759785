package io.golambda.autoconfigure;

import java.util.Arrays;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rooms of the house and the doors between them.
 */
class ArchitectureTests {

	/**
	 * Each package, and the packages of golambda that it may use.
	 */
	private static final Map<String, Set<String>> DOORS = Map.ofEntries(Map.entry("error", Set.of()),
			Map.entry("event", Set.of("error", "event.json", "event.source")), Map.entry("event.json", Set.of()),
			Map.entry("event.source", Set.of("event.json")), Map.entry("invocation", Set.of("event", "error")),
			Map.entry("batch", Set.of("event", "error", "invocation")),
			Map.entry("logging", Set.of("invocation", "error", "event")),
			Map.entry("lambda", Set.of("invocation", "event", "error")),
			Map.entry("tracing", Set.of("invocation", "event")),
			Map.entry("sentry", Set.of("invocation", "error", "event")), Map.entry("secret", Set.of("error")),
			Map.entry("autoconfigure", Set.of("batch", "error", "event", "invocation", "logging", "lambda", "sentry",
					"secret", "tracing")));

	/**
	 * The packages that would serve any framework, and so know nothing of Spring.
	 */
	private static final List<String> WITHOUT_SPRING = List.of("batch", "error", "event", "event.json", "event.source",
			"invocation", "logging", "sentry", "tracing");

	private final JavaClasses golambda = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.golambda");

	@Test
	void everyPackageHasItsDoors() {
		Set<String> packages = new TreeSet<>();
		this.golambda.forEach((type) -> packages.add(type.getPackageName().replaceFirst("io\\.golambda\\.?", "")));
		assertThat(packages).isEqualTo(new TreeSet<>(DOORS.keySet()));
	}

	@TestFactory
	List<DynamicTest> aPackageUsesOnlyItsDoors() {
		return DOORS.entrySet()
			.stream()
			.map((room) -> DynamicTest.dynamicTest(room.getKey() + " uses " + room.getValue(),
					() -> noClasses().that()
						.resideInAPackage(path(room.getKey()))
						.should()
						.dependOnClassesThat(closedTo(room.getKey(), room.getValue()))
						.check(this.golambda)))
			.toList();
	}

	@Test
	void thereIsNoCycle() {
		slices().matching("io.golambda.(**)").should().beFreeOfCycles().check(this.golambda);
	}

	@Test
	void theCoreKnowsNothingOfSpring() {
		noClasses().that()
			.resideInAnyPackage(WITHOUT_SPRING.stream().map(ArchitectureTests::path).toArray(String[]::new))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..")
			.check(this.golambda);
	}

	@Test
	void everyPackageIsNullMarked() {
		for (String room : DOORS.keySet()) {
			assertThat(this.golambda.getPackage("io.golambda." + room)
				.isAnnotatedWith("org.jspecify.annotations.NullMarked")).as(room).isTrue();
		}
	}

	@Test
	void thereIsNoStaticMutableState() {
		fields().that().areStatic().should().beFinal().check(this.golambda);
	}

	@Test
	void noRandomNumberRepeatsInProcessesThatSnapStartRestores() {
		noClasses().should()
			.dependOnClassesThat()
			.belongToAnyOf(ThreadLocalRandom.class, SplittableRandom.class)
			.orShould()
			.callConstructorWhere(DescribedPredicate.describe("it makes a java.util.Random",
					(JavaConstructorCall call) -> call.getTargetOwner().getName().equals("java.util.Random")))
			.orShould()
			.callMethod(Math.class, "random")
			.check(this.golambda);
	}

	@Test
	void classesArePublicOnlyWhereTheyAreFinalOrMadeForExtension() {
		classes().that()
			.arePublic()
			.and()
			.areNotInterfaces()
			.and(not(DescribedPredicate.describe("are made for extension",
					(JavaClass type) -> Set.of("GolambdaException", "LambdaHandler").contains(type.getSimpleName()))))
			.should()
			.haveModifier(JavaModifier.FINAL)
			.check(this.golambda);
	}

	private static DescribedPredicate<JavaClass> closedTo(String room, Set<String> doors) {
		String[] open = doors.stream().map(ArchitectureTests::path).toArray(String[]::new);
		return resideInAPackage("io.golambda..").and(not(resideInAPackage(path(room))))
			.and((open.length > 0) ? not(resideInAnyPackage(open)) : DescribedPredicate.alwaysTrue())
			.as("io.golambda beside " + Arrays.toString(open));
	}

	private static String path(String room) {
		return "io.golambda." + room;
	}

}
