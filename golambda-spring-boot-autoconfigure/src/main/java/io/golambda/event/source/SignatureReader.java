package io.golambda.event.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.golambda.event.json.JsonScanner;
import io.golambda.event.json.JsonType;

/**
 * Reads the {@link EventSignature} of events, as far as the sources that it knows need.
 * Reading stops as soon as a source is evident, so a large batch costs no more than its
 * first record. Immutable and safe for use by multiple threads.
 */
public final class SignatureReader {

	private final Set<String> texts = new HashSet<>();

	private final Set<String> decisive = new HashSet<>();

	private final List<Set<String>> sufficient = new ArrayList<>();

	private final Set<String> completing = new HashSet<>();

	private final Set<String> nestedTexts = new HashSet<>();

	// the objects that these are in
	private final Set<String> objects = new HashSet<>();

	// the names that make an object worth reading as an event, by their length, which
	// alone rules out most members
	private final List<List<String>> indicativeByLength = new ArrayList<>();

	/**
	 * Creates a reader.
	 * @param sources the sources to recognize
	 */
	public SignatureReader(Collection<SourceFormat> sources) {
		Set<String> indicative = new HashSet<>();
		for (SourceFormat source : sources) {
			SignatureMembers members = source.signature();
			this.texts.addAll(members.texts());
			this.decisive.addAll(members.decisive());
			indicative.addAll(members.texts());
			indicative.addAll(members.marks());
			for (String path : members.nestedTexts()) {
				String object = path.substring(0, path.indexOf('.'));
				indicative.add(object);
				this.objects.add(object);
				this.nestedTexts.add(path);
			}
			if (!members.sufficient().isEmpty() && !this.sufficient.contains(members.sufficient())) {
				this.sufficient.add(members.sufficient());
				this.completing.addAll(members.sufficient());
			}
		}
		this.decisive.addAll(indicative);
		for (String name : indicative) {
			while (this.indicativeByLength.size() <= name.length()) {
				this.indicativeByLength.add(new ArrayList<>());
			}
			this.indicativeByLength.get(name.length()).add(name);
		}
	}

	/**
	 * Whether a payload is worth reading as an event. Most payloads are not, and must
	 * cost little.
	 */
	public boolean mayBeEvent(JsonScanner json) {
		return switch (json.type()) {
			case OBJECT -> hasIndicativeMember(json);
			case ARRAY -> hasIndicativeElement(json);
			// without reading on, since most text is not JSON
			default -> false;
		};
	}

	private boolean hasIndicativeElement(JsonScanner json) {
		json.enterArray();
		while (json.nextElement()) {
			if (json.type() != JsonType.OBJECT) {
				json.skip();
			}
			else if (hasIndicativeMember(json)) {
				return true;
			}
		}
		return false;
	}

	private boolean hasIndicativeMember(JsonScanner json) {
		json.enterObject();
		while (json.nextMember()) {
			if (isIndicative(json)) {
				return true;
			}
			json.skip();
		}
		return false;
	}

	private boolean isIndicative(JsonScanner json) {
		// an escaped name is longer than its text
		int length = json.isNameEscaped() ? json.name().length() : json.nameLength();
		if (length < this.indicativeByLength.size()) {
			for (String name : this.indicativeByLength.get(length)) {
				if (json.isNamed(name)) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Reads a signature.
	 * @param json a scanner at the start of an event
	 */
	public EventSignature read(JsonScanner json) {
		JsonType root = json.type();
		Map<String, JsonType> members = new HashMap<>();
		Map<String, String> texts = new HashMap<>();
		Map<String, String> firstRecord = null;
		EventSignature element = null;
		String duplicate = null;
		if (root == JsonType.OBJECT) {
			json.enterObject();
			boolean evident = false;
			while (!evident && json.nextMember()) {
				String name = json.name();
				JsonType type = json.type();
				boolean mayComplete = this.completing.contains(name);
				if (members.put(name, type) != null && this.decisive.contains(name)) {
					duplicate = name;
				}
				if (mayComplete && isSufficient(members, texts)) {
					// without skipping the records, which may be large
					break;
				}
				if (name.equals(EventSignature.RECORDS) && type == JsonType.ARRAY) {
					firstRecord = firstRecord(json);
					evident = firstRecord != null && !firstRecord.isEmpty();
				}
				else {
					readText(name, json, texts);
					evident = mayComplete && isSufficient(members, texts);
				}
			}
		}
		else if (root == JsonType.ARRAY) {
			element = firstElement(json);
			firstRecord = (element != null) ? element.texts() : null;
		}
		else if (!json.isAtEnd()) {
			json.skip();
		}
		return new EventSignature(root, members, texts, firstRecord, duplicate, this.decisive, element);
	}

	private boolean isSufficient(Map<String, JsonType> members, Map<String, String> texts) {
		for (Set<String> names : this.sufficient) {
			if (hasAll(names, members, texts)) {
				return true;
			}
		}
		return false;
	}

	private boolean hasAll(Set<String> names, Map<String, JsonType> members, Map<String, String> texts) {
		for (String name : names) {
			if (!(this.texts.contains(name) ? texts : members).containsKey(name)) {
				return false;
			}
		}
		return true;
	}

	// without the rest of the array if a source may be evident
	private @Nullable EventSignature firstElement(JsonScanner json) {
		EventSignature first = null;
		json.enterArray();
		while (json.nextElement()) {
			if (first != null || json.type() != JsonType.OBJECT) {
				json.skip();
				continue;
			}
			first = element(json);
			if (!first.texts().isEmpty()) {
				return first;
			}
		}
		return first;
	}

	private EventSignature element(JsonScanner json) {
		Map<String, JsonType> members = new HashMap<>();
		Map<String, String> texts = new HashMap<>();
		String duplicate = null;
		json.enterObject();
		while (json.nextMember()) {
			String name = json.name();
			if (members.put(name, json.type()) != null && this.decisive.contains(name)) {
				duplicate = name;
			}
			readText(name, json, texts);
		}
		return new EventSignature(JsonType.OBJECT, members, texts, null, duplicate, this.decisive, null);
	}

	private @Nullable Map<String, String> firstRecord(JsonScanner json) {
		Map<String, String> first = null;
		json.enterArray();
		while (json.nextElement()) {
			if (first != null || json.type() != JsonType.OBJECT) {
				json.skip();
				continue;
			}
			first = new HashMap<>();
			json.enterObject();
			while (json.nextMember()) {
				readText(json.name(), json, first);
			}
			if (!first.isEmpty()) {
				return first;
			}
		}
		return first;
	}

	private void readText(String name, JsonScanner json, Map<String, String> texts) {
		JsonType type = json.type();
		if (type == JsonType.STRING && this.texts.contains(name)) {
			json.string().text().ifPresent((text) -> texts.put(name, text));
		}
		else if (type == JsonType.OBJECT && this.objects.contains(name)) {
			readNestedTexts(name, json, texts);
		}
		else {
			json.skip();
		}
	}

	private void readNestedTexts(String object, JsonScanner json, Map<String, String> texts) {
		json.enterObject();
		while (json.nextMember()) {
			String path = object + "." + json.name();
			if (json.type() == JsonType.STRING && this.nestedTexts.contains(path)) {
				json.string().text().ifPresent((text) -> texts.putIfAbsent(path, text));
			}
			else {
				json.skip();
			}
		}
	}

}
