package io.golambda.test;

import java.time.Duration;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The context that {@link LambdaTester} passes to the function. Everything that belongs
 * to the invocation is recorded in it.
 */
final class TesterContext implements Context {

	private final String requestId;

	private final InvocationSettings settings;

	private final InvocationRecording recording;

	private final long end;

	TesterContext(String requestId, InvocationSettings settings, InvocationRecording recording) {
		this.requestId = requestId;
		this.settings = settings;
		this.recording = recording;
		this.end = System.nanoTime() + settings.deadline().toNanos();
	}

	InvocationRecording recording() {
		return this.recording;
	}

	Duration remaining() {
		return Duration.ofNanos(this.end - System.nanoTime());
	}

	@Override
	public String getAwsRequestId() {
		return this.requestId;
	}

	@Override
	public String getLogGroupName() {
		return "/aws/lambda/" + this.settings.functionName();
	}

	@Override
	public String getLogStreamName() {
		return "test";
	}

	@Override
	public String getFunctionName() {
		return this.settings.functionName();
	}

	@Override
	public String getFunctionVersion() {
		return "$LATEST";
	}

	@Override
	public String getInvokedFunctionArn() {
		String arn = this.settings.functionArn();
		return (arn != null) ? arn : "arn:aws:lambda:us-east-1:123456789012:function:" + this.settings.functionName();
	}

	@Override
	public @Nullable CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public @Nullable ClientContext getClientContext() {
		return this.settings.clientContext();
	}

	@Override
	public int getRemainingTimeInMillis() {
		return (int) Math.max(0, Math.min(Integer.MAX_VALUE, remaining().toMillis()));
	}

	@Override
	public int getMemoryLimitInMB() {
		return 512;
	}

	@Override
	public LambdaLogger getLogger() {
		return LambdaRuntime.getLogger();
	}

	@Override
	public @Nullable String getTenantId() {
		return this.settings.tenantId();
	}

	@Override
	public @Nullable String getXrayTraceId() {
		return this.settings.traceHeader();
	}

}
