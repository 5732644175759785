package io.golambda.secret;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an Amazon Resource Name that matter here.
 *
 * @param region the region
 * @param resource what follows the account, such as {@code secret:db-AbCdEf}
 * @see <a href=
 * "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon Resource
 * Names</a>
 */
record Arn(String region, String resource) {

	private static final Pattern PATTERN = Pattern
		.compile("arn:aws[a-z-]*:(secretsmanager|ssm):([a-z]{2,}(?:-[a-z]+)+-\\d+):\\d{12}:(.+)");

	static boolean isMeant(String id) {
		return id.startsWith("arn:");
	}

	/**
	 * The ARN of a service.
	 * @return empty if it is none, or another service's
	 */
	static Optional<Arn> of(String service, String id) {
		Matcher matcher = PATTERN.matcher(id);
		if (!matcher.matches() || !matcher.group(1).equals(service)) {
			return Optional.empty();
		}
		String kind = service.equals("ssm") ? "parameter/" : "secret:";
		return matcher.group(3).startsWith(kind) ? Optional.of(new Arn(matcher.group(2), matcher.group(3)))
				: Optional.empty();
	}

}
