package io.golambda.event.source;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members by which a source recognizes its events, as each source declares them:
 * <pre>
 * SignatureMembers.none().withTexts("detail-type").withDecisive("source", "id", "detail")
 * </pre>
 *
 * @param texts members of an event or of its first record whose text is read
 * @param marks other members that make an object worth reading as an event
 * @param decisive other members that must not occur twice, because an event could then be
 * read in two ways
 * @param sufficient members after which an event need not be read any further; empty if
 * there are none
 * @param nestedTexts members of an object within the event or its first record whose text
 * is read, each by the name of the object, a dot and its own
 */
public record SignatureMembers(Set<String> texts, Set<String> marks, Set<String> decisive, Set<String> sufficient,
		Set<String> nestedTexts) {

	static SignatureMembers none() {
		return new SignatureMembers(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
	}

	SignatureMembers withTexts(String... names) {
		return new SignatureMembers(union(this.texts, names), this.marks, this.decisive, this.sufficient,
				this.nestedTexts);
	}

	SignatureMembers withMarks(String... names) {
		return new SignatureMembers(this.texts, union(this.marks, names), this.decisive, this.sufficient,
				this.nestedTexts);
	}

	SignatureMembers withDecisive(String... names) {
		return new SignatureMembers(this.texts, this.marks, union(this.decisive, names), this.sufficient,
				this.nestedTexts);
	}

	SignatureMembers withSufficient(String... names) {
		return new SignatureMembers(this.texts, this.marks, this.decisive, Set.of(names), this.nestedTexts);
	}

	SignatureMembers withNestedTexts(String... paths) {
		return new SignatureMembers(this.texts, this.marks, this.decisive, this.sufficient,
				union(this.nestedTexts, paths));
	}

	private static Set<String> union(Set<String> some, String... others) {
		return Stream.concat(some.stream(), Stream.of(others)).collect(Collectors.toUnmodifiableSet());
	}

}
