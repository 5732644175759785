package io.golambda.troubleshooting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/**
 * Finds the messages of exceptions, warnings and failure analyses in Java sources, each
 * by its longest part without variables.
 */
final class MessagesInSources {

	private static final Set<String> LOG_METHODS = Set.of("warn", "error");

	// factories of exceptions
	private static final Set<String> FACTORIES = Set.of("invalid", "ofMissing", "unusable");

	// a shorter part is not recognisable
	private static final int SHORTEST = 12;

	private MessagesInSources() {
	}

	/**
	 * A message in a source file.
	 *
	 * @param file the name of the file
	 * @param text the longest part of the message without variables, in which white space
	 * is one space
	 */
	record Message(String file, String text) {
	}

	/**
	 * Finds the messages in all files below folders.
	 * @param folders the folders
	 * @param skipped the names of folders to skip
	 */
	static List<Message> in(List<Path> folders, Set<Path> skipped) throws IOException {
		List<Path> files = new ArrayList<>();
		for (Path folder : folders) {
			try (Stream<Path> all = Files.walk(folder)) {
				all.filter((file) -> file.toString().endsWith(".java")
						&& !skipped.contains(file.getParent().getFileName()))
					.sorted()
					.forEach(files::add);
			}
		}
		List<Message> messages = new ArrayList<>();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of(), null,
					manager.getJavaFileObjectsFromPaths(files));
			task.parse().forEach((unit) -> {
				String name = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
				unit.accept(new Finder((text) -> messages.add(new Message(name, text))), null);
			});
		}
		return messages.stream().distinct().toList();
	}

	private static final class Finder extends TreeScanner<Void, Void> {

		private final Consumer<String> found;

		// of constants, by name
		private final Map<String, ExpressionTree> constants = new HashMap<>();

		Finder(Consumer<String> found) {
			this.found = found;
		}

		@Override
		public Void visitVariable(VariableTree tree, Void none) {
			if (tree.getInitializer() != null && String.valueOf(tree.getType()).equals("String")) {
				this.constants.put(tree.getName().toString(), tree.getInitializer());
			}
			return super.visitVariable(tree, none);
		}

		@Override
		public Void visitNewClass(NewClassTree tree, Void none) {
			String type = tree.getIdentifier().toString();
			if (type.endsWith("Exception") || type.equals("FailureAnalysis")) {
				tree.getArguments().stream().limit(1).forEach(this::message);
			}
			return super.visitNewClass(tree, none);
		}

		@Override
		public Void visitMethodInvocation(MethodInvocationTree tree, Void none) {
			String method = (tree.getMethodSelect() instanceof MemberSelectTree member)
					? member.getIdentifier().toString() : tree.getMethodSelect().toString();
			if (LOG_METHODS.contains(method)) {
				tree.getArguments().stream().limit(1).forEach(this::message);
			}
			else if (FACTORIES.contains(method)) {
				tree.getArguments().forEach(this::message);
			}
			return super.visitMethodInvocation(tree, none);
		}

		private void message(ExpressionTree expression) {
			StringBuilder text = new StringBuilder();
			append(expression, text);
			longestPart(text.toString()).ifPresent(this.found);
		}

		// variables become a character that no message contains
		private void append(Tree expression, StringBuilder text) {
			if (expression instanceof LiteralTree literal && literal.getValue() instanceof String string) {
				text.append(string);
			}
			else if (expression instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
				append(sum.getLeftOperand(), text);
				append(sum.getRightOperand(), text);
			}
			else if (expression instanceof ParenthesizedTree inner) {
				append(inner.getExpression(), text);
			}
			else if (expression instanceof ConditionalExpressionTree choice) {
				text.append('\0');
				append(choice.getTrueExpression(), text);
				text.append('\0');
			}
			else if (expression instanceof IdentifierTree name
					&& this.constants.containsKey(name.getName().toString())) {
				append(this.constants.remove(name.getName().toString()), text);
			}
			else if (expression instanceof MethodInvocationTree call
					&& call.getMethodSelect() instanceof MemberSelectTree method
					&& method.getIdentifier().contentEquals("formatted")) {
				append(method.getExpression(), text);
			}
			else {
				text.append('\0');
			}
		}

	}

	private static Optional<String> longestPart(String text) {
		return Stream.of(text.split("\0|\\{}|%[a-z]"))
			.map((part) -> part.replaceAll("\\s+", " ").replaceAll("^[ .,:;)\"']+|[ ,:;(\"']+$", ""))
			.filter((part) -> part.length() >= SHORTEST)
			.max(Comparator.comparingInt(String::length));
	}

}
