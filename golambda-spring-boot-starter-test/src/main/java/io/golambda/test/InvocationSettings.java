package io.golambda.test;

import java.time.Duration;

import com.amazonaws.services.lambda.runtime.ClientContext;
import org.jspecify.annotations.Nullable;

/**
 * The values of Lambda's context that a test chooses.
 *
 * @param requestId the request id, or {@code null} for a random one for each invocation
 * @param deadline the time from the start of an invocation to its deadline
 * @param functionName the name of the function
 * @param functionArn the ARN of the function, or {@code null} for one with its name
 * @param tenantId the tenant id, or {@code null}
 * @param clientContext the client context, or {@code null}
 * @param traceHeader the X-Ray trace header, or {@code null}
 */
record InvocationSettings(@Nullable String requestId, Duration deadline, String functionName,
		@Nullable String functionArn, @Nullable String tenantId, @Nullable ClientContext clientContext,
		@Nullable String traceHeader) {

	// the longest timeout of Lambda
	static final InvocationSettings DEFAULT = new InvocationSettings(null, Duration.ofMinutes(15), "function", null,
			null, null, null);

	InvocationSettings {
		if (deadline.isNegative()) {
			throw new IllegalArgumentException(
					"The deadline is " + deadline + " from the start, but must not be before it.");
		}
		requireText("function name", functionName);
		requireText("request id", requestId);
		requireText("ARN of the function", functionArn);
	}

	private static void requireText(String name, @Nullable String value) {
		if (value != null && value.isBlank()) {
			throw new IllegalArgumentException("The " + name + " must not be blank.");
		}
	}

	InvocationSettings withRequestId(String id) {
		return new InvocationSettings(id, this.deadline, this.functionName, this.functionArn, this.tenantId,
				this.clientContext, this.traceHeader);
	}

	InvocationSettings withDeadline(Duration fromStart) {
		return new InvocationSettings(this.requestId, fromStart, this.functionName, this.functionArn, this.tenantId,
				this.clientContext, this.traceHeader);
	}

	InvocationSettings withFunctionName(String name) {
		return new InvocationSettings(this.requestId, this.deadline, name, this.functionArn, this.tenantId,
				this.clientContext, this.traceHeader);
	}

	InvocationSettings withFunctionArn(String arn) {
		return new InvocationSettings(this.requestId, this.deadline, this.functionName, arn, this.tenantId,
				this.clientContext, this.traceHeader);
	}

	InvocationSettings withTenantId(String id) {
		return new InvocationSettings(this.requestId, this.deadline, this.functionName, this.functionArn, id,
				this.clientContext, this.traceHeader);
	}

	InvocationSettings withClientContext(ClientContext client) {
		return new InvocationSettings(this.requestId, this.deadline, this.functionName, this.functionArn, this.tenantId,
				client, this.traceHeader);
	}

	InvocationSettings withTraceHeader(String header) {
		return new InvocationSettings(this.requestId, this.deadline, this.functionName, this.functionArn, this.tenantId,
				this.clientContext, header);
	}

}
