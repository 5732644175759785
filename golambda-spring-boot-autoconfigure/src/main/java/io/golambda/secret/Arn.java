package io.golambda.secret;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Amazon Resource Name of a secret or parameter.
 *
 * @param region the region
 * @param resource the part after the account, such as {@code secret:db-AbCdEf}
 * @see <a href=
 * "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon Resource
 * Names</a>
 */
record Arn(String region, String resource) {

	private static final Pattern PATTERN = Pattern
		.compile("arn:aws[a-z-]*:(secretsmanager|ssm):([a-z]{2,}(?:-[a-z]+)+-\\d+):\\d{12}:(.+)");

	/**
	 * Returns whether an id is written like an ARN, valid or not.
	 */
	static boolean isArn(String id) {
		return id.startsWith("arn:");
	}

	/**
	 * Parses the ARN of a service.
	 * @return empty if the id is not an ARN of the service
	 */
	static Optional<Arn> of(AwsService service, String id) {
		Matcher matcher = PATTERN.matcher(id);
		return (matcher.matches() && matcher.group(1).equals(service.code())
				&& matcher.group(3).startsWith(service.resourceType()))
						? Optional.of(new Arn(matcher.group(2), matcher.group(3))) : Optional.empty();
	}

}
