package io.golambda.local;

import java.net.http.HttpHeaders;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import org.jspecify.annotations.Nullable;

import io.golambda.local.event.JsonClientContext;

/**
 * The context that {@link LocalRuntimeClient} passes to the function.
 *
 * @param getAwsRequestId the request id
 * @param getInvokedFunctionArn the ARN of the function
 * @param getXrayTraceId the X-Ray trace header, or {@code null}
 * @param getTenantId the tenant id, or {@code null}
 * @param getClientContext the client context, or {@code null}
 * @param deadline the time at which the invocation times out, in milliseconds since the
 * epoch
 */
record LocalContext(String getAwsRequestId, String getInvokedFunctionArn, @Nullable String getXrayTraceId,
		@Nullable String getTenantId, @Nullable ClientContext getClientContext, long deadline) implements Context {

	static LocalContext of(HttpHeaders headers) {
		return new LocalContext(headers.firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow(),
				headers.firstValue("Lambda-Runtime-Invoked-Function-Arn").orElse(""),
				headers.firstValue("Lambda-Runtime-Trace-Id").orElse(null),
				headers.firstValue("Lambda-Runtime-Aws-Tenant-Id").orElse(null),
				headers.firstValue("Lambda-Runtime-Client-Context").map(JsonClientContext::of).orElse(null),
				headers.firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow());
	}

	@Override
	public String getLogGroupName() {
		return System.getenv("AWS_LAMBDA_LOG_GROUP_NAME");
	}

	@Override
	public String getLogStreamName() {
		return System.getenv("AWS_LAMBDA_LOG_STREAM_NAME");
	}

	@Override
	public String getFunctionName() {
		return System.getenv("AWS_LAMBDA_FUNCTION_NAME");
	}

	@Override
	public String getFunctionVersion() {
		return System.getenv("AWS_LAMBDA_FUNCTION_VERSION");
	}

	@Override
	public @Nullable CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public int getRemainingTimeInMillis() {
		return (int) Math.max(0, this.deadline - System.currentTimeMillis());
	}

	@Override
	public int getMemoryLimitInMB() {
		return Integer.parseInt(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
	}

	@Override
	public LambdaLogger getLogger() {
		return LambdaRuntime.getLogger();
	}

}
