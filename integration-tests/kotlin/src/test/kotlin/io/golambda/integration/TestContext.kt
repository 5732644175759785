package io.golambda.integration

import com.amazonaws.services.lambda.runtime.Context
import com.amazonaws.services.lambda.runtime.LambdaLogger
import com.amazonaws.services.lambda.runtime.LambdaRuntime

/** A context like the one of Lambda's runtime. */
class TestContext(private val requestId: String) : Context {

	override fun getAwsRequestId() = requestId

	override fun getLogGroupName() = "/aws/lambda/orders"

	override fun getLogStreamName() = "2026/01/01/[\$LATEST]abc"

	override fun getFunctionName() = "orders"

	override fun getFunctionVersion() = "\$LATEST"

	override fun getInvokedFunctionArn() = "arn:aws:lambda:us-east-1:123456789012:function:orders"

	override fun getIdentity() = null

	override fun getClientContext() = null

	override fun getRemainingTimeInMillis() = 60_000

	override fun getMemoryLimitInMB() = 512

	override fun getLogger(): LambdaLogger = LambdaRuntime.getLogger()

}
