package io.golambda.event;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/**
 * The context where there is no Lambda, as in a unit test: empty names, all the time in
 * the world, a logger that writes nothing.
 */
enum NoContext implements Context, LambdaLogger {

	INSTANCE;

	@Override
	public String getAwsRequestId() {
		return "";
	}

	@Override
	public String getLogGroupName() {
		return "";
	}

	@Override
	public String getLogStreamName() {
		return "";
	}

	@Override
	public String getFunctionName() {
		return "";
	}

	@Override
	public String getFunctionVersion() {
		return "";
	}

	@Override
	public String getInvokedFunctionArn() {
		return "";
	}

	@Override
	public @Nullable CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public @Nullable ClientContext getClientContext() {
		return null;
	}

	@Override
	public int getRemainingTimeInMillis() {
		return Integer.MAX_VALUE;
	}

	@Override
	public int getMemoryLimitInMB() {
		return 0;
	}

	@Override
	public LambdaLogger getLogger() {
		return this;
	}

	@Override
	public void log(String message) {
	}

	@Override
	public void log(byte[] message) {
	}

}
