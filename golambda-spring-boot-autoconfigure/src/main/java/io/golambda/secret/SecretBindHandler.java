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
 * Has a secret that cannot be bound told by the names of property and secret; Spring
 * Boot's own exceptions quote the value.
 */
public final class SecretBindHandler extends AbstractBindHandler {

	private final SecretPropertySource secrets;

	/**
	 * Creates it.
	 * @param parent the handler around which it is
	 * @param secrets the secrets
	 */
	public SecretBindHandler(BindHandler parent, SecretPropertySource secrets) {
		super(parent);
		this.secrets = secrets;
	}

	// where Object is asked for, as in a map of any values
	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		Object plain = (result instanceof SecretText text) ? text.toString() : result;
		return super.onSuccess(name, target, context, plain);
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		try {
			return super.onFailure(name, target, context, error);
		}
		catch (Exception ex) {
			if (isTold(ex)) {
				throw ex;
			}
			ConfigurationProperty property = context.getConfigurationProperty();
			if (property != null && property.getSource().getUnderlyingSource() == this.secrets) {
				throw new SecretException(
						"The property " + property.getName() + ", which is from " + origin(property)
								+ ", cannot be read as " + type(ex, target) + ".",
						"Change the secret, or the type of the property.");
			}
			throw ex;
		}
	}

	// by a property within
	private static boolean isTold(Throwable error) {
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
					"What is bound to " + name + ", some of which is from a secret, is not valid: "
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
