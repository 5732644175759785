package io.golambda.error;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a throwable said when it was asked, so that nobody has to ask it again. Immutable,
 * as far as its values are.
 *
 * @param type the name of its class
 * @param message its message, if it has one
 * @param values the values that it brought as {@link ErrorValues}, else none
 * @param stackTrace its stack trace, without the frames that it has in common with the
 * throwable that it explains
 * @param framesInCommon how many frames those were
 * @param suppressed what it suppressed
 * @param causes the causes of a suppressed throwable; none of any other, since its causes
 * are the report's
 */
public record ReportedThrowable(String type, @Nullable String message, Map<String, @Nullable Object> values,
		List<StackTraceElement> stackTrace, int framesInCommon, List<ReportedThrowable> suppressed,
		List<ReportedThrowable> causes) {

}
