package io.golambda.docs;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class XmlBlocksTests {

	private static Xml xml;

	@BeforeAll
	static void readModules() throws Exception {
		xml = new Xml();
	}

	@Test
	void everyBlockIsWellFormedAndItsArtifactsExist() throws Exception {
		List<String> problems = new ArrayList<>();
		for (CodeBlock block : Pages.blocks("xml")) {
			problems.addAll(xml.problems(block));
		}
		assertThat(problems).isEmpty();
	}

	@Test
	void moduleThatDoesNotExistIsReported() throws Exception {
		assertThat(problemsOf("""
				<dependency>
				  <groupId>io.golambda</groupId>
				  <artifactId>golambda-starter</artifactId>
				</dependency>
				""")).singleElement().asString().contains("golambda-starter is not a module");
	}

	@Test
	void missingAndWrongVersionsAreReported() throws Exception {
		assertThat(problemsOf("""
				<parent>
				  <groupId>org.springframework.boot</groupId>
				  <artifactId>spring-boot-starter-parent</artifactId>
				  <version>3.5.0</version>
				</parent>
				<dependencies>
				  <dependency>
				    <groupId>com.acme</groupId>
				    <artifactId>unknown</artifactId>
				  </dependency>
				</dependencies>
				""")).hasSize(2);
	}

	@Test
	void malformedXmlIsReported() throws Exception {
		assertThat(problemsOf("<dependency>\n")).singleElement().asString().contains("not well-formed");
	}

	private static List<String> problemsOf(String code) throws Exception {
		return xml.problems(Page.parse("docs/x.md", "```xml\n" + code + "```\n").blocks().get(0));
	}

}
