package io.golambda.error;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The properties of a throwable as an {@link ErrorReport} has read them. As immutable as
 * the values.
 *
 * @param type the name of the throwable's class
 * @param message the message, or {@code null} if there is none
 * @param values the values of an {@link ErrorValues}, otherwise empty
 * @param stackTrace the stack trace without the frames in common with the throwable that
 * this one caused
 * @param framesInCommon the number of frames in common
 * @param suppressed the suppressed throwables
 * @param causes the causes of a suppressed throwable, otherwise empty, since the report
 * has them
 */
public record ReportedThrowable(String type, @Nullable String message, Map<String, @Nullable Object> values,
		List<StackTraceElement> stackTrace, int framesInCommon, List<ReportedThrowable> suppressed,
		List<ReportedThrowable> causes) {

}
