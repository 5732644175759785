package io.golambda.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the facts on which golambda leaves searches out, in all classes of the
 * libraries.
 */
class SearchedAnnotationTests {

	@Test
	void namesTellWhichClassesOfKnownPackagesHoldProperties() throws IOException {
		assertThat(classesOf(known()))
			.filteredOn((type) -> type.isAnnotated(ConfigurationProperties.class.getName())
					|| type.hasAnnotatedMethods(ConfigurationProperties.class.getName()))
			.isNotEmpty()
			.extracting(AnnotationMetadata::getClassName)
			.allMatch(SearchedAnnotation.CONFIGURATION_PROPERTIES::mayBeInInfrastructure);
	}

	@Test
	void noClassOfKnownPackagesIsAJacksonComponent() throws IOException {
		assertThat(classesOf(known())).noneMatch((type) -> type.isAnnotated(JacksonComponent.class.getName())
				|| type.hasAnnotatedMethods(JacksonComponent.class.getName()));
	}

	@Test
	void noClassOfKnownPackagesListensByAnnotation() throws IOException {
		assertThat(classesOf(known())).noneMatch((type) -> type.hasAnnotatedMethods(EventListener.class.getName()));
	}

	@Test
	void noMethodOfInfrastructureHasAValue() throws IOException {
		assertThat(classesOf(InfrastructureBeans.PACKAGES)).isNotEmpty()
			.noneMatch((type) -> type.hasAnnotatedMethods(Value.class.getName()));
	}

	@Test
	void noDefaultCustomizerOfJacksonIsOrderedByAnnotation() throws IOException {
		assertThat(classesOf(InfrastructureOrderComparator.PACKAGES)).isNotEmpty()
			.filteredOn(
					(type) -> type.isAnnotated(Order.class.getName()) || type.hasAnnotatedMethods(Order.class.getName())
							|| type.isAnnotated("jakarta.annotation.Priority"))
			.extracting(AnnotationMetadata::getClassName)
			.isEmpty();
	}

	@Test
	void noBeanOfInfrastructureIsAFactoryBean() throws IOException {
		List<Class<?>> types = new ArrayList<>();
		for (AnnotationMetadata type : classesOf(InfrastructureBeans.PACKAGES)) {
			if (ClassUtils.isPresent(type.getClassName(), null)) {
				types.add(ClassUtils.resolveClassName(type.getClassName(), null));
			}
		}
		assertThat(types).isNotEmpty()
			.filteredOn((type) -> !Modifier.isAbstract(type.getModifiers()))
			.noneMatch(FactoryBean.class::isAssignableFrom);
	}

	private static List<String> known() {
		return Stream.concat(InfrastructureBeans.PACKAGES.stream(), UnannotatedBeans.PACKAGES.stream()).toList();
	}

	private static List<AnnotationMetadata> classesOf(List<String> packages) throws IOException {
		SimpleMetadataReaderFactory readers = new SimpleMetadataReaderFactory();
		List<AnnotationMetadata> types = new ArrayList<>();
		for (Resource resource : resources(packages)) {
			if (!resource.getURL().getPath().contains("test-classes")) {
				types.add(readers.getMetadataReader(resource).getAnnotationMetadata());
			}
		}
		return types;
	}

	private static List<Resource> resources(List<String> packages) throws IOException {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
		List<Resource> resources = new ArrayList<>();
		for (String prefix : packages) {
			if (!prefix.equals("java.")) {
				String path = ClassUtils.convertClassNameToResourcePath(prefix);
				String pattern = prefix.endsWith(".") ? path + "**/*.class" : path + "*.class";
				Stream.of(resolver.getResources("classpath*:" + pattern)).forEach(resources::add);
			}
		}
		return resources;
	}

}
