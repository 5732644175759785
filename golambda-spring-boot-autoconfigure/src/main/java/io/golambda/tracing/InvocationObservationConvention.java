package io.golambda.tracing;

import com.amazonaws.services.lambda.runtime.Context;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

import io.golambda.tracing.LambdaObservation.InvocationDetails;
import io.golambda.tracing.LambdaObservation.InvocationKeys;

/**
 * The default convention for invocations.
 */
final class InvocationObservationConvention implements ObservationConvention<InvocationObservationContext> {

	@Override
	public String getName() {
		return "lambda.invocation";
	}

	@Override
	public String getContextualName(InvocationObservationContext context) {
		String name = context.invocation().context().getFunctionName();
		return (name == null || name.isEmpty()) ? getName() : name;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof InvocationObservationContext;
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(InvocationObservationContext context) {
		return KeyValues.of(InvocationKeys.NAME.withValue(orNone(context.invocation().context().getFunctionName())),
				InvocationKeys.SOURCE.withValue(context.invocation().event().source().name()),
				InvocationKeys.COLD_START.withValue(String.valueOf(context.invocation().isColdStart())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(InvocationObservationContext context) {
		Context lambda = context.invocation().context();
		return KeyValues.of(InvocationDetails.ID.withValue(orNone(context.invocation().requestId())),
				InvocationDetails.ARN.withValue(orNone(lambda.getInvokedFunctionArn())));
	}

	private static String orNone(String value) {
		return (value == null || value.isEmpty()) ? KeyValue.NONE_VALUE : value;
	}

}
