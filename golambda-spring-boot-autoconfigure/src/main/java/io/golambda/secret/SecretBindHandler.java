package io.golambda.secret;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Reports a secret that cannot be bound by the names of the property and the secret,
 * because the exceptions of Spring Boot quote the value.
 */
final class SecretBindHandler extends AbstractBindHandler {

	private final SecretPropertySource secrets;

	SecretBindHandler(BindHandler parent, SecretPropertySource secrets) {
		super(parent);
		this.secrets = secrets;
	}

	// a target of type Object takes any result, as in a map
	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		Object plain = (result instanceof LiteralText text) ? text.toString() : result;
		return super.onSuccess(name, target, context, plain);
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		try {
			return super.onFailure(name, target, context, error);
		}
		catch (Exception ex) {
			if (isReported(ex)) {
				throw ex;
			}
			ConfigurationProperty property = context.getConfigurationProperty();
			if (property != null && property.getSource().getUnderlyingSource() == this.secrets) {
				throw new SecretException(
						"The property " + property.getName() + ", which is from " + origin(property)
								+ ", cannot be converted to " + type(ex, target) + ".",
						"Change the secret, or the type of the property.");
			}
			throw ex;
		}
	}

	private static boolean isReported(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof SecretException) {
				return true;
			}
		}
		return false;
	}

	private static String type(Exception error, Bindable<?> target) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof ConversionFailedException failed) {
				return ClassUtils.getShortName(failed.getTargetType().getType());
			}
		}
		return ClassUtils.getShortName(target.getType().toClass());
	}

	@Override
	public void onFinish(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			@Nullable Object result) throws Exception {
		try {
			super.onFinish(name, target, context, result);
		}
		catch (BindValidationException ex) {
			if (!isFromSecret(name)) {
				throw ex;
			}
			List<ObjectError> errors = ex.getValidationErrors().getAllErrors();
			throw new SecretException(
					"The properties below " + name + ", some of them from a secret, are invalid: "
							+ errors.stream().map(this::describe).collect(Collectors.joining("; ")) + ".",
					"Change the secret, or the constraints.");
		}
	}

	private String describe(ObjectError error) {
		String where = (error instanceof FieldError field) ? field.getField() + " " : "";
		return where + this.secrets.masked(String.valueOf(error.getDefaultMessage()));
	}

	private boolean isFromSecret(ConfigurationPropertyName prefix) {
		for (String property : this.secrets.getPropertyNames()) {
			if (prefix.isAncestorOf(ConfigurationPropertyName.adapt(property, '.'))) {
				return true;
			}
		}
		return false;
	}

	private String origin(ConfigurationProperty property) {
		return this.secrets.origin(property.getName().toString()).orElse(SecretPropertySource.NAME);
	}

}
