package io.golambda.event;

import java.util.Optional;

/**
 * Finds the schemas with which payloads of Avro were written, so that they can be read as
 * a class of another version of the schema: <pre>
 * &#64;Bean
 * AvroSchemaRegistry schemas(GlueClient glue) {
 * 	return id -&gt; Optional.of(glue.getSchemaVersion(request -&gt; request.schemaVersionId(id)).schemaDefinition());
 * }
 * </pre>
 * <p>
 * Without one, each payload is read with the schema of the class to which it is bound.
 * golambda asks once for each schema and keeps the answer. Called by several threads at
 * once.
 */
@FunctionalInterface
public interface AvroSchemaRegistry {

	/**
	 * Finds a schema.
	 * @param id the id as the payload or Lambda's event has it: the number of a schema in
	 * Confluent's registry, the UUID of a schema version in AWS Glue Schema Registry, or
	 * the fingerprint of Avro's single-object encoding
	 * ({@code SchemaNormalization.parsingFingerprint64}) in 16 hexadecimal digits
	 * @return the schema as JSON, or empty if there is no schema with this id, which
	 * fails the record. An exception fails the record, too.
	 */
	Optional<String> schema(String id);

}
