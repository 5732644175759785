package io.golambda.event.schema;

import java.util.HashMap;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Finds the classes that Avro generated together with one class, by the schema within
 * that class and in its class loader. Avro itself looks for any class that a schema
 * names, and therefore accepts only packages that a system property lists. Avro's fast
 * reader does not accept subclasses, so that its other reader reads.
 */
final class TrustedClasses extends SpecificData {

	private final Map<String, @Nullable Class<?>> classes = new HashMap<>();

	TrustedClasses(Class<?> type, Schema schema) {
		super(type.getClassLoader());
		SpecificData own = SpecificData.getForClass(type);
		own.getConversions().forEach(this::addLogicalTypeConversion);
		setCustomCoders(own.useCustomCoders());
		add(schema);
	}

	private void add(Schema schema) {
		switch (schema.getType()) {
			case RECORD -> {
				if (addNamed(schema)) {
					schema.getFields().forEach((field) -> add(field.schema()));
				}
			}
			case ENUM, FIXED -> addNamed(schema);
			case ARRAY -> add(schema.getElementType());
			case MAP -> add(schema.getValueType());
			case UNION -> schema.getTypes().forEach(this::add);
			default -> {
				// has no class of its own
			}
		}
	}

	private boolean addNamed(Schema schema) {
		if (this.classes.containsKey(schema.getFullName())) {
			return false;
		}
		this.classes.put(schema.getFullName(), find(getClassName(schema)));
		return true;
	}

	// a class that is nested in others has the same name with a dollar sign
	private @Nullable Class<?> find(String name) {
		try {
			return Class.forName(name, false, getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			int dot = name.lastIndexOf('.');
			return (dot >= 0) ? find(name.substring(0, dot) + "$" + name.substring(dot + 1)) : null;
		}
	}

	@Override
	@SuppressWarnings("rawtypes")
	public @Nullable Class getClass(Schema schema) {
		return switch (schema.getType()) {
			case RECORD, ENUM, FIXED -> this.classes.get(schema.getFullName());
			default -> super.getClass(schema);
		};
	}

}
