package io.golambda.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of Markdown: its blocks, headings and links.
 *
 * @param path the path relative to the root of the repository
 * @param blocks the fenced blocks
 * @param headings the texts of the headings
 * @param links the targets of links and images outside of code
 * @param prose the lines outside of code
 */
record Page(String path, List<CodeBlock> blocks, List<String> headings, List<String> links, List<String> prose) {

	private static final Pattern FENCE = Pattern.compile("^(\\s*)(`{3,}|~{3,})\\s*([^`]*)$");

	private static final Pattern NOT_RUN = Pattern.compile("<!--\\s*not run:\\s*(.+?)\\s*-->", Pattern.DOTALL);

	private static final Pattern CONTEXT = Pattern.compile("<!--\\s*context\\s(.*?)-->", Pattern.DOTALL);

	private static final Pattern NEW_EXAMPLE = Pattern.compile("<!--\\s*new example\\s*-->");

	private static final Pattern LINK = Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)");

	private static final Pattern HTML_LINK = Pattern.compile("\\b(?:href|src|srcset)=\"([^\"\\s]+)");

	private static final Pattern REFERENCE = Pattern.compile("^\\s*\\[[^\\]]+\\]:\\s*(\\S+)");

	static Page parse(String path, String markdown) {
		return new Parser(path, markdown).parse();
	}

	/**
	 * Returns the anchors of the headings, as GitHub generates them.
	 */
	Set<String> anchors() {
		Set<String> anchors = new LinkedHashSet<>();
		Map<String, Integer> counts = new HashMap<>();
		for (String heading : this.headings) {
			String text = heading.replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1").replaceAll("[`*]", "");
			String anchor = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "").replace(' ', '-');
			int count = counts.merge(anchor, 1, Integer::sum);
			anchors.add((count == 1) ? anchor : anchor + "-" + (count - 1));
		}
		for (String line : this.prose) {
			Matcher id = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"").matcher(line);
			while (id.find()) {
				anchors.add(id.group(1));
			}
		}
		return anchors;
	}

	private static final class Parser {

		private final String path;

		private final List<String> lines;

		private final List<CodeBlock> blocks = new ArrayList<>();

		private final List<String> headings = new ArrayList<>();

		private final List<String> links = new ArrayList<>();

		private final List<String> prose = new ArrayList<>();

		private final StringBuilder comments = new StringBuilder();

		private int example;

		private int index;

		Parser(String path, String markdown) {
			this.path = path;
			this.lines = markdown.lines().toList();
		}

		Page parse() {
			while (this.index < this.lines.size()) {
				String line = this.lines.get(this.index++);
				Matcher fence = FENCE.matcher(line);
				if (fence.matches()) {
					readBlock(fence.group(1), fence.group(2), fence.group(3).trim());
				}
				else if (line.strip().startsWith("<!--")) {
					readComment(line);
				}
				else if (!line.isBlank()) {
					this.comments.setLength(0);
					readProse(line);
				}
			}
			return new Page(this.path, this.blocks, this.headings, this.links, this.prose);
		}

		private void readComment(String first) {
			String line = first;
			this.comments.append(line).append('\n');
			while (!line.contains("-->") && this.index < this.lines.size()) {
				line = this.lines.get(this.index++);
				this.comments.append(line).append('\n');
			}
			if (NEW_EXAMPLE.matcher(first).find()) {
				this.example++;
			}
		}

		private void readBlock(String indentation, String fence, String info) {
			int first = this.index + 1;
			StringBuilder code = new StringBuilder();
			while (this.index < this.lines.size() && !this.lines.get(this.index).strip().equals(fence)) {
				String line = this.lines.get(this.index++);
				code.append(line.startsWith(indentation) ? line.substring(indentation.length()) : line.stripLeading())
					.append('\n');
			}
			if (this.index == this.lines.size()) {
				throw new AssertionError(
						this.path + ":" + (first - 1) + ": The block is not closed. Add a line " + fence);
			}
			this.index++;
			Matcher notRun = NOT_RUN.matcher(this.comments);
			Matcher context = CONTEXT.matcher(this.comments);
			this.blocks.add(new CodeBlock(this.path, first, info.split("\\s", 2)[0], code.toString(),
					context.find() ? context.group(1) : "",
					notRun.find() ? Optional.of(notRun.group(1)) : Optional.empty(), this.example));
			this.comments.setLength(0);
		}

		private void readProse(String line) {
			this.prose.add(line);
			Matcher heading = Pattern.compile("^#{1,6}\\s+(.*?)\\s*#*$").matcher(line);
			if (heading.matches()) {
				this.headings.add(heading.group(1));
			}
			String withoutCode = line.replaceAll("(`+)(?!`).+?(?<!`)\\1(?!`)", "``");
			for (Pattern pattern : List.of(LINK, HTML_LINK, REFERENCE)) {
				Matcher link = pattern.matcher(withoutCode);
				while (link.find()) {
					this.links.add(link.group(1));
				}
			}
		}

	}

}
