package io.golambda.benchmarks;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/**
 * The context of an invocation with a deadline and a trace header.
 */
record BenchmarkContext(String traceHeader) implements Context {

	@Override
	public String getAwsRequestId() {
		return "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
	}

	@Override
	public String getLogGroupName() {
		return "/aws/lambda/orders";
	}

	@Override
	public String getLogStreamName() {
		return "2026/01/01/[$LATEST]a1";
	}

	@Override
	public String getFunctionName() {
		return "orders";
	}

	@Override
	public String getFunctionVersion() {
		return "$LATEST";
	}

	@Override
	public String getInvokedFunctionArn() {
		return "arn:aws:lambda:us-east-1:123456789012:function:orders";
	}

	@Override
	public CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public ClientContext getClientContext() {
		return null;
	}

	@Override
	public int getRemainingTimeInMillis() {
		return 30_000;
	}

	@Override
	public int getMemoryLimitInMB() {
		return 1024;
	}

	@Override
	public LambdaLogger getLogger() {
		return null;
	}

	@Override
	public String getXrayTraceId() {
		return this.traceHeader;
	}

}
