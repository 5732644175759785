package io.golambda.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Spring Boot's protocol resolvers, which are loaded for the first location with a
 * protocol of theirs.
 */
final class LazyProtocolResolvers implements ProtocolResolver {

	@Override
	public @Nullable Resource resolve(String location, ResourceLoader loader) {
		if (!location.startsWith("base64:")) {
			return null;
		}
		List<ProtocolResolver> resolvers = SpringFactoriesLoader.forDefaultResourceLocation(loader.getClassLoader())
			.load(ProtocolResolver.class);
		for (ProtocolResolver resolver : resolvers) {
			Resource resource = resolver.resolve(location, loader);
			if (resource != null) {
				return resource;
			}
		}
		return null;
	}

}
