package io.golambda.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * XML of a page, and the artifacts that a pom in it names.
 */
final class Xml {

	private final Versions versions = new Versions();

	private final Set<String> modules = new HashSet<>();

	private final Set<String> managed = new HashSet<>();

	/** The groups of imported BOMs, which manage the artifacts of these groups. */
	private final Set<String> managedGroups = new HashSet<>();

	Xml() throws IOException, SAXException {
		Element root = parse(Pages.text("pom.xml")).getDocumentElement();
		for (Element module : elements(root, "module")) {
			Element pom = parse(Pages.text(module.getTextContent() + "/pom.xml")).getDocumentElement();
			this.modules.add(text(pom, "artifactId").orElseThrow());
		}
		readManaged(Pages.text("golambda-bom/pom.xml"));
		try (Stream<Path> poms = Files.list(Pages.root().resolve("integration-tests/docs/target/managed-versions"))) {
			for (Path pom : poms.toList()) {
				readManaged(Files.readString(pom));
			}
		}
	}

	List<String> problems(CodeBlock block) throws IOException {
		try {
			String code = block.code().strip().startsWith("<?xml") ? block.code() : "<page>" + block.code() + "</page>";
			Element root = parse(code).getDocumentElement();
			List<String> problems = new ArrayList<>();
			for (String kind : List.of("parent", "dependency", "plugin")) {
				for (Element artifact : elements(root, kind)) {
					problem(artifact).ifPresent((problem) -> problems.add(block.location() + ": " + problem));
				}
			}
			return problems;
		}
		catch (SAXException ex) {
			return List.of(block.location() + ": This is not well-formed XML: " + ex.getMessage());
		}
	}

	private Optional<String> problem(Element artifact) {
		String group = text(artifact, "groupId").orElse("org.apache.maven.plugins");
		String name = text(artifact, "artifactId").orElse("");
		Optional<String> version = text(artifact, "version");
		if (group.equals("io.golambda")) {
			if (!this.modules.contains(name)) {
				return Optional.of(name + " is not a module of golambda.");
			}
			return wrongVersion(name, version, this.versions.golambda());
		}
		if (group.equals("org.springframework.boot")) {
			return wrongVersion(name, version, this.versions.springBoot());
		}
		if (group.equals("org.jetbrains.kotlin")) {
			return wrongVersion(name, version, this.versions.kotlin());
		}
		if (version.isEmpty() && !isManaged(group, name)) {
			return Optional.of("The version of " + group + ":" + name + " is not managed. Add a <version>.");
		}
		return Optional.empty();
	}

	private boolean isManaged(String group, String name) {
		return this.managed.contains(group + ":" + name)
				|| this.managedGroups.stream().anyMatch((bom) -> group.equals(bom) || group.startsWith(bom + "."));
	}

	private static Optional<String> wrongVersion(String name, Optional<String> version, String expected) {
		return version.filter((each) -> !each.equals(expected) && !each.startsWith("${"))
			.map((each) -> "The version of " + name + " is " + each + " and should be " + expected + ".");
	}

	private void readManaged(String pom) throws IOException, SAXException {
		Element root = parse(pom).getDocumentElement();
		for (String kind : List.of("dependency", "plugin")) {
			for (Element artifact : elements(root, kind)) {
				if (text(artifact, "scope").filter("import"::equals).isPresent()) {
					this.managedGroups.add(text(artifact, "groupId").orElseThrow());
				}
				this.managed.add(text(artifact, "groupId").orElse("org.apache.maven.plugins") + ":"
						+ text(artifact, "artifactId").orElse(""));
			}
		}
	}

	private static Document parse(String xml) throws IOException, SAXException {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
			DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new DefaultHandler());
			return builder.parse(new InputSource(new StringReader(xml.strip())));
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Element> elements(Element root, String name) {
		NodeList nodes = root.getElementsByTagName(name);
		List<Element> elements = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			elements.add((Element) nodes.item(i));
		}
		return elements;
	}

	private static Optional<String> text(Element parent, String name) {
		for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child instanceof Element element && element.getTagName().equals(name)) {
				return Optional.of(element.getTextContent().strip());
			}
		}
		return Optional.empty();
	}

}
