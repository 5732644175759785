package io.golambda.tracing;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

import io.golambda.invocation.Invocation;
import io.golambda.invocation.RecordCounts;
import io.golambda.tracing.LambdaObservation.InvocationDetails;
import io.golambda.tracing.LambdaObservation.InvocationKeys;

/**
 * The default convention for invocations. Safe for use by several threads.
 */
final class InvocationObservationConvention implements ObservationConvention<InvocationObservationContext> {

	// most invocations are of the same function by the same ARN
	private volatile @Nullable FunctionKeys function;

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
		KeyValues known = context.keyValues();
		if (known == null) {
			known = KeyValues.of(
					InvocationKeys.NAME.withValue(orNone(context.invocation().context().getFunctionName())),
					InvocationKeys.TRIGGER.withValue(context.trigger().value()),
					InvocationKeys.SOURCE.withValue(context.invocation().event().source().name()),
					InvocationKeys.COLD_START.withValue(String.valueOf(context.invocation().isColdStart())));
			context.setKeyValues(known);
		}
		return known;
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(InvocationObservationContext context) {
		KeyValues known = context.details();
		if (known == null) {
			known = details(context.invocation());
			context.setDetails(known);
		}
		// known at the end
		int records = context.invocation().attribute(RecordCounts.class).map(RecordCounts::records).orElse(0);
		return (records > 0) ? known.and(InvocationDetails.BATCH_SIZE.withValue(String.valueOf(records))) : known;
	}

	private KeyValues details(Invocation invocation) {
		KeyValues details = function(invocation).details()
			.and(InvocationDetails.ID.withValue(orNone(invocation.requestId())));
		String tenant = invocation.tenantId().orElse("");
		return tenant.isEmpty() ? details : details.and(InvocationDetails.TENANT.withValue(tenant));
	}

	private FunctionKeys function(Invocation invocation) {
		String arn = orNone(invocation.context().getInvokedFunctionArn());
		FunctionKeys known = this.function;
		if (known == null || !known.arn().equals(arn)) {
			known = FunctionKeys.of(arn, invocation.context().getFunctionVersion());
			this.function = known;
		}
		return known;
	}

	private static String orNone(@Nullable String value) {
		return (value == null || value.isEmpty()) ? KeyValue.NONE_VALUE : value;
	}

}
