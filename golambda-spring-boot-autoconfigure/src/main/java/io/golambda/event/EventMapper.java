package io.golambda.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.json.JsonMapper;

import io.golambda.event.json.JsonType;
import io.golambda.event.schema.SchemaClasses;

/**
 * Creates events that bind with an application's {@link JsonMapper}: <pre>
 * EventMapper mapper = new EventMapper(jsonMapper, 64 * 1024 * 1024);
 * Event event = mapper.read(input, context);
 * </pre>
 * <p>
 * An application has one, which keeps the readers of the types that its functions bind.
 * golambda's auto-configuration creates it; tests use {@link Event#of(String)} and
 * {@link Event#withMapper(JsonMapper)} instead. Immutable and safe for use by several
 * threads.
 */
public final class EventMapper {

	private final EventBinder binder;

	private final PayloadInflater inflater;

	private final PayloadValidator validator;

	private final StoredPayloads payloads;

	/**
	 * Creates a mapper.
	 * @param mapper the application's mapper; {@link #awsModule()} is added if it lacks
	 * it
	 * @param inflatedLimit how many bytes each compressed payload may inflate to, see
	 * {@link Event#withInflatedLimit(int)}
	 * @throws IllegalArgumentException if the limit is 0 or less
	 */
	public EventMapper(JsonMapper mapper, int inflatedLimit) {
		this(new EventBinder(Objects.requireNonNull(mapper, "mapper"), Optional::empty),
				new PayloadInflater(inflatedLimit), PayloadValidator.NONE, StoredPayloads.NONE);
	}

	private EventMapper(EventBinder binder, PayloadInflater inflater, PayloadValidator validator,
			StoredPayloads payloads) {
		this.binder = binder;
		this.inflater = inflater;
		this.validator = validator;
		this.payloads = payloads;
	}

	/**
	 * Returns the mapper of events outside an application.
	 */
	static EventMapper standalone() {
		return Standalone.MAPPER;
	}

	EventMapper withMapper(JsonMapper mapper) {
		return new EventMapper(this.binder.withMapper(Objects.requireNonNull(mapper, "mapper")), this.inflater,
				this.validator, this.payloads);
	}

	EventMapper withInflatedLimit(int bytes) {
		return new EventMapper(this.binder, new PayloadInflater(bytes), this.validator, this.payloads);
	}

	/**
	 * Returns a mapper that validates the values that it binds.
	 * @param validator the validator
	 * @return a mapper with the same settings otherwise
	 */
	public EventMapper withValidator(PayloadValidator validator) {
		return new EventMapper(this.binder, this.inflater, Objects.requireNonNull(validator, "validator"),
				this.payloads);
	}

	/**
	 * Returns a mapper whose records read payloads that are not in the event.
	 * @param payloads supplies the settings, always the same; called when the first such
	 * payload is read
	 * @return a mapper with the same settings otherwise
	 */
	public EventMapper withLargePayloads(Supplier<LargePayloads> payloads) {
		return withPayloads(StoredPayloads.of(payloads));
	}

	private EventMapper withPayloads(StoredPayloads payloads) {
		return (payloads != this.payloads) ? new EventMapper(this.binder, this.inflater, this.validator, payloads)
				: this;
	}

	private EventMapper forEvent() {
		return withPayloads(this.payloads.forEvent());
	}

	/**
	 * Returns the validator of the values that this mapper binds.
	 * @return the validator, {@link PayloadValidator#NONE} by default
	 */
	public PayloadValidator validator() {
		return this.validator;
	}

	/**
	 * Returns a mapper that reads payloads of Avro with the schemas with which they were
	 * written.
	 * @param registry finds these schemas
	 * @return a mapper with the same settings otherwise
	 */
	public EventMapper withSchemaRegistry(AvroSchemaRegistry registry) {
		Optional<AvroSchemaRegistry> present = Optional.of(registry);
		return withSchemaRegistry(() -> present);
	}

	/**
	 * Returns a mapper that reads payloads of Avro with the schemas with which they were
	 * written, if there is a registry.
	 * @param registry supplies the registry; called when the first class of Avro is bound
	 * @return a mapper with the same settings otherwise
	 */
	public EventMapper withSchemaRegistry(Supplier<Optional<AvroSchemaRegistry>> registry) {
		return new EventMapper(this.binder.withRegistry(Objects.requireNonNull(registry, "registry")), this.inflater,
				this.validator, this.payloads);
	}

	/**
	 * Reads the event of an invocation.
	 * @param input the event; read to its end, not closed
	 * @param context the invocation's context, or {@code null} for a neutral one
	 * @return the event
	 * @throws IOException if the input cannot be read
	 */
	public Event read(InputStream input, @Nullable Context context) throws IOException {
		return new Event(input.readAllBytes(), context, forEvent());
	}

	/**
	 * Creates the event of an invocation.
	 * @param bytes the event; copied
	 * @param context the invocation's context, or {@code null} for a neutral one
	 * @return the event
	 */
	public Event event(byte[] bytes, @Nullable Context context) {
		return new Event(bytes.clone(), context, forEvent());
	}

	/**
	 * Returns an event that binds with this mapper.
	 * @param event an event with any mapper
	 * @return an event with the same bytes and context
	 */
	public Event event(Event event) {
		return event.with(forEvent());
	}

	/**
	 * Whether an event is a bare array, as EventBridge sends it: of records of another
	 * source, of events of a bus, or of an application's objects.
	 * @param event the event
	 * @return {@code true} if the event is a JSON array
	 */
	public static boolean isArray(Event event) {
		return event.scanner().type() == JsonType.ARRAY;
	}

	/**
	 * Whether a class is one of {@code aws-lambda-java-events}, which only AWS's
	 * serialization reads and writes as Lambda's managed runtime does.
	 * @param type the class
	 * @return {@code true} if the class is in AWS's package or one below it
	 */
	public static boolean isAwsClass(Class<?> type) {
		return AwsEventClasses.isOne(type);
	}

	/**
	 * Whether a class is generated from a schema of Avro or Protobuf, so that its objects
	 * are not written as JSON.
	 * @param type the class
	 * @return {@code true} if the class has a schema
	 */
	public static boolean isSchemaClass(Class<?> type) {
		return SchemaClasses.isOne(type);
	}

	/**
	 * Writes an object of a {@linkplain #isSchemaClass(Class) class that has a schema} in
	 * the binary encoding of Avro or Protobuf, without a header.
	 * @param value the object
	 * @return the bytes
	 * @throws IllegalArgumentException if the object does not fit its schema
	 */
	public static byte[] writeSchemaClass(Object value) {
		return SchemaClasses.write(value);
	}

	/**
	 * Writes a value as JSON, AWS's classes as Lambda's managed runtime does.
	 * @param value the value
	 * @return JSON in UTF-8
	 */
	public byte[] write(Object value) {
		return this.binder.mapper().writeValueAsBytes(value);
	}

	/**
	 * Writes an object of {@linkplain #isAwsClass(Class) one of AWS's classes} as
	 * Lambda's managed runtime does.
	 * @param response the object
	 * @return JSON in UTF-8
	 */
	public static byte[] writeAwsClass(Object response) {
		return AwsEventClasses.write(response);
	}

	/**
	 * Creates a module with which a mapper reads and writes AWS's classes by AWS's
	 * serialization, also within other types.
	 * @return the module, which loads AWS's classes when they are first read or written
	 */
	public static JacksonModule awsModule() {
		return AwsEventClasses.module();
	}

	EventBinder binder() {
		return this.binder;
	}

	StoredPayloads payloads() {
		return this.payloads;
	}

	PayloadInflater inflater() {
		return this.inflater;
	}

	/**
	 * Builds Jackson's mapper only if an event outside an application is created.
	 */
	private static final class Standalone {

		private static final EventMapper MAPPER = new EventMapper(
				new EventBinder(DefaultMapper.INSTANCE, Optional::empty), PayloadInflater.DEFAULT,
				PayloadValidator.NONE, StoredPayloads.NONE);

	}

}
