package io.golambda.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.jspecify.annotations.Nullable;

/**
 * The native library of Lambda's runtime client, unpacked for one process. The client
 * itself unpacks it to a fixed path, so a second process would overwrite the library of
 * the first one, which then crashes with SIGBUS.
 */
final class NativeLibrary implements AutoCloseable {

	private static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

	private static final String CLIENT_JAR = "aws-lambda-java-runtime-interface-client-\\d.*\\.jar";

	private final Path file;

	private NativeLibrary(Path file) {
		this.file = file;
	}

	/**
	 * Unpacks the library for this system.
	 * @param classPath the class path of the process
	 * @return the library, or {@code null} if the class path contains no runtime client
	 * for this system
	 */
	static @Nullable NativeLibrary unpack(List<Path> classPath) throws IOException {
		for (Path jar : classPath) {
			if (jar.getFileName() != null && jar.getFileName().toString().matches(CLIENT_JAR)
					&& Files.isRegularFile(jar)) {
				return unpack(jar);
			}
		}
		return null;
	}

	private static @Nullable NativeLibrary unpack(Path jar) throws IOException {
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			ZipEntry entry = zip.getEntry("jni/" + name());
			if (entry == null) {
				return null;
			}
			Path file = Files.createTempDirectory("golambda-local").resolve(name());
			try (InputStream library = zip.getInputStream(entry)) {
				Files.copy(library, file);
			}
			return new NativeLibrary(file);
		}
	}

	private static String name() throws IOException {
		String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
		return "libaws-lambda-jni.linux" + (isMusl() ? "_musl" : "") + "-" + architecture + ".so";
	}

	// the C library of this JVM, which is that of the process too
	private static boolean isMusl() throws IOException {
		return Files.readString(Path.of("/proc/self/maps")).contains("/ld-musl-");
	}

	/**
	 * Returns the JVM option that makes the runtime client load this file.
	 */
	String option() {
		return "-D" + PROPERTY + "=" + this.file;
	}

	@Override
	public void close() {
		try {
			Files.deleteIfExists(this.file);
			Files.deleteIfExists(this.file.getParent());
		}
		catch (IOException ex) {
			// the system cleans up its temporary folder
		}
	}

}
