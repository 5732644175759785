package io.golambda.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.apache.maven.plugin.logging.Log;

/**
 * Logs the size of a zip and the lines of a SAM template that deploy it.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 * quotas</a>
 */
final class PackageReport {

	private static final long MEGABYTE = 1024 * 1024;

	private static final long DIRECT_UPLOAD_LIMIT = 50 * MEGABYTE;

	private static final long UNZIPPED_LIMIT = 250 * MEGABYTE;

	private final Log log;

	PackageReport(Log log) {
		this.log = log;
	}

	void sizes(Path zip, Path task) throws IOException {
		List<Path> jars = FunctionLayout.jars(task.resolve("lib"));
		long unzipped = Files.size(task.resolve(FunctionLayout.START_SCRIPT));
		for (Path jar : jars) {
			unzipped += Files.size(jar);
		}
		long zipped = Files.size(zip);
		this.log.info(zip.getFileName() + ": " + megabytes(zipped) + ", unzipped " + megabytes(unzipped) + ", "
				+ jars.size() + " jars");
		if (isNear(zipped, DIRECT_UPLOAD_LIMIT)) {
			this.log.warn(
					"Lambda accepts a direct upload of up to 50 MB; a larger zip must be uploaded by S3, as SAM does.");
		}
		if (isNear(unzipped, UNZIPPED_LIMIT)) {
			this.log.warn("Lambda's limit for the unzipped function and its layers is 250 MB; a container image may "
					+ "have up to 10 GB.");
		}
	}

	private static boolean isNear(long size, long limit) {
		return size > limit * 9 / 10;
	}

	private static String megabytes(long bytes) {
		return String.format(Locale.ROOT, "%.1f MB", (double) bytes / MEGABYTE);
	}

	void samLines(String handler, LambdaRuntime runtime, String codeUri, String application) {
		this.log.info("In the SAM template:");
		"""
				Handler: %s
				Runtime: %s
				CodeUri: %s
				Environment:
				  Variables:
				    MAIN_CLASS: %s
				""".formatted(handler, runtime.name(), codeUri, application)
			.lines()
			.forEach((line) -> this.log.info("  " + line));
	}

}
