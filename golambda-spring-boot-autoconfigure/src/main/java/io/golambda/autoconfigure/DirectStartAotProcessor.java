package io.golambda.autoconfigure;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.lang.model.element.Modifier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GeneratedClass;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.javapoet.ClassName;
import org.springframework.javapoet.CodeBlock;
import org.springframework.javapoet.MethodSpec;
import org.springframework.javapoet.ParameterizedTypeName;
import org.springframework.javapoet.TypeSpec;

import io.golambda.lambda.DirectStart;

/**
 * Generates a {@link DirectStart} for an application that Spring AOT processes, if it is
 * known that its start does not need a {@code SpringApplication}. Otherwise logs why it
 * does.
 */
final class DirectStartAotProcessor implements BeanFactoryInitializationAotProcessor {

	private static final String SUFFIX = "__" + DirectStart.FEATURE;

	private final Log log = LogFactory.getLog(DirectStartAotProcessor.class);

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		// those of SentryAotProcessor have a parent
		if (beanFactory.getParentBeanFactory() != null
				|| !(beanFactory.getSingleton("environment") instanceof ConfigurableEnvironment environment)) {
			return null;
		}
		try {
			StartInventory inventory = StartInventory.of(environment, beanFactory);
			return (context, code) -> generate(inventory, context);
		}
		catch (StartInventory.ObstacleException ex) {
			this.log.info("LambdaHandler will start the application by a SpringApplication, because " + ex.getMessage()
					+ ". For what this means, see golambda's documentation on direct starts.");
			return null;
		}
	}

	private static void generate(StartInventory inventory, GenerationContext context) {
		AtomicReference<ClassName> name = new AtomicReference<>();
		GeneratedClass generated = context.getGeneratedClasses()
			.addForFeature(DirectStart.FEATURE, (type) -> write(type, name.get(), inventory));
		name.set(generated.getName());
	}

	private static void write(TypeSpec.Builder type, ClassName name, StartInventory inventory) {
		ClassName application = name
			.peerClass(name.simpleName().substring(0, name.simpleName().length() - SUFFIX.length()));
		ClassName initializer = name.peerClass(application.simpleName() + "__ApplicationContextInitializer");
		type.addJavadoc("Starts {@link $T} without a SpringApplication.", application)
			.addModifiers(Modifier.PUBLIC)
			.superclass(GeneratedDirectStart.class)
			.addMethod(MethodSpec.constructorBuilder()
				.addModifiers(Modifier.PUBLIC)
				.addStatement("super($T.class, new $T(), jars(), properties(), $L)", application, initializer,
						inventory.tracing())
				.build())
			.addMethod(
					method("jars", String.class)
						.addStatement("return $T.of($L)", List.class,
								CodeBlock.join(inventory.jars().stream().map((jar) -> CodeBlock.of("$S", jar)).toList(),
										",\n"))
						.build())
			.addMethod(method("properties", GeneratedProperties.class)
				.addStatement("return $T.of($L)", List.class,
						CodeBlock.join(inventory.files().stream().map(ConfigurationFile::code).toList(), ",\n"))
				.build());
	}

	private static MethodSpec.Builder method(String name, Class<?> element) {
		return MethodSpec.methodBuilder(name)
			.addModifiers(Modifier.PRIVATE, Modifier.STATIC)
			.returns(ParameterizedTypeName.get(List.class, element));
	}

}
