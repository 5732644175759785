package io.golambda.maven;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles source code with the class path of the tests.
 */
final class Compiled extends SimpleJavaFileObject {

	private final String text;

	private Compiled(String text) {
		super(URI.create("string:///Orders.java"), Kind.SOURCE);
		this.text = text;
	}

	static void to(Path folder, String source) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> options = List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"),
				"-proc:none");
		assertThat(compiler.getTask(null, null, null, options, null, List.of(new Compiled(source))).call()).isTrue();
	}

	@Override
	public CharSequence getCharContent(boolean ignoreEncodingErrors) {
		return this.text;
	}

}
