package io.golambda.invocation;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;

import io.golambda.event.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests an invocation with a Context of an old {@code aws-lambda-java-core}, which a
 * managed runtime or the class path of a function may have.
 */
class OldCoreTests {

	@Test
	void coreBefore130HasNeitherTenantNorTraceHeader() throws Exception {
		assertThat(probe(Set.of("getTenantId", "getXrayTraceId"))).containsExactly("request-1", "[]", "[]");
	}

	@Test
	void coreBefore140HasNoTraceHeader() throws Exception {
		assertThat(probe(Set.of("getXrayTraceId"))).containsExactly("request-1", "[value of getTenantId]", "[]");
	}

	@Test
	void currentCoreHasBoth() throws Exception {
		assertThat(probe(Set.of())).containsExactly("request-1", "[value of getTenantId]", "[value of getXrayTraceId]");
	}

	private static List<String> probe(Set<String> missingMethods) throws Exception {
		Callable<?> probe = (Callable<?>) new OldCore(missingMethods).loadClass(Probe.class.getName())
			.getConstructor()
			.newInstance();
		return ((List<?>) probe.call()).stream().map(String.class::cast).toList();
	}

	/**
	 * What an invocation knows, as text.
	 */
	public static final class Probe implements Callable<List<String>> {

		public Probe() {
		}

		@Override
		public List<String> call() throws Exception {
			Context context = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(),
					new Class<?>[] { Context.class }, (proxy, method, arguments) -> value(method.getName()));
			Object known = new InvocationChain(List.of()).invoke(Event.of("{}", context), Probe::values);
			return ((List<?>) known).stream().map(String::valueOf).toList();
		}

		private static @Nullable Object value(String method) {
			return switch (method) {
				case "getAwsRequestId" -> "request-1";
				case "getTenantId", "getXrayTraceId" -> "value of " + method;
				default -> null;
			};
		}

		private static List<Object> values(Invocation invocation) {
			return List.of(invocation.requestId(), invocation.tenantId().stream().toList(),
					invocation.traceHeader().stream().toList());
		}

	}

	/**
	 * Loads golambda and AWS's classes anew, and removes methods of the Context.
	 */
	private static final class OldCore extends ClassLoader {

		private final Set<String> missingMethods;

		OldCore(Set<String> missingMethods) {
			super(OldCoreTests.class.getClassLoader());
			this.missingMethods = missingMethods;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("io.golambda.") && !name.startsWith("com.amazonaws.")) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			if (loaded != null) {
				return loaded;
			}
			byte[] bytes = bytes(name);
			return defineClass(name, bytes, 0, bytes.length);
		}

		private byte[] bytes(String name) throws ClassNotFoundException {
			try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = in.readAllBytes();
				return name.equals(Context.class.getName()) ? withoutMissingMethods(bytes) : bytes;
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

		private byte[] withoutMissingMethods(byte[] bytes) {
			ClassWriter writer = new ClassWriter(0);
			new ClassReader(bytes).accept(new ClassVisitor(Opcodes.ASM9, writer) {

				@Override
				public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
						@Nullable String signature, String @Nullable [] exceptions) {
					return OldCore.this.missingMethods.contains(name) ? null
							: super.visitMethod(access, name, descriptor, signature, exceptions);
				}

			}, 0);
			return writer.toByteArray();
		}

	}

}
