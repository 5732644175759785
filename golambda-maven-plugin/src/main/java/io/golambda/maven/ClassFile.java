package io.golambda.maven;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A class as its file describes it, without loading it. Names are internal names, such as
 * {@code com/acme/Order}.
 *
 * @param name the name of the class
 * @param access the access flags
 * @param supertypes the superclass and the interfaces
 * @param annotations the types of the annotations
 * @param annotatedResults the result types of the annotated methods
 * @param bytes the file
 */
record ClassFile(String name, int access, List<String> supertypes, List<String> annotations,
		List<String> annotatedResults, byte[] bytes) {

	/**
	 * The number of bytes at the start of a class file that have its version.
	 */
	static final int HEADER = 8;

	static ClassFile read(byte[] bytes) {
		Visitor visitor = new Visitor();
		ClassReader reader = new ClassReader(bytes);
		reader.accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		List<String> supertypes = new ArrayList<>(List.of(reader.getInterfaces()));
		if (reader.getSuperName() != null) {
			supertypes.add(reader.getSuperName());
		}
		return new ClassFile(reader.getClassName(), reader.getAccess(), List.copyOf(supertypes),
				List.copyOf(visitor.annotations), List.copyOf(visitor.annotatedResults), bytes);
	}

	/**
	 * Returns the Java version that the class requires, such as 17, or 0 for a file
	 * without the header of a class.
	 */
	static int javaVersion(byte[] bytes) {
		return (bytes.length < HEADER) ? 0 : (((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff)) - 44;
	}

	String className() {
		return this.name.replace('/', '.');
	}

	boolean isAnnotation() {
		return (this.access & Opcodes.ACC_ANNOTATION) != 0;
	}

	/**
	 * Returns whether Spring can create an instance: not of an abstract class, nor of the
	 * class of a lambda expression or an anonymous one.
	 */
	boolean isBeanClass() {
		return (this.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC)) == 0 && !this.name.matches(".*\\$\\d+")
				&& !this.supertypes.contains("kotlin/jvm/internal/Lambda");
	}

	/**
	 * Returns whether the file mentions a type or a text.
	 */
	boolean mentions(String text) {
		return new String(this.bytes, StandardCharsets.ISO_8859_1).contains(text);
	}

	private static final class Visitor extends ClassVisitor {

		private final List<String> annotations = new ArrayList<>();

		private final List<String> annotatedResults = new ArrayList<>();

		Visitor() {
			super(Opcodes.ASM9);
		}

		@Override
		public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
			this.annotations.add(Type.getType(descriptor).getInternalName());
			return null;
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String[] exceptions) {
			Type result = Type.getReturnType(descriptor);
			return (result.getSort() == Type.OBJECT) ? new AnnotatedMethod(result.getInternalName()) : null;
		}

		private final class AnnotatedMethod extends MethodVisitor {

			private final String result;

			AnnotatedMethod(String result) {
				super(Opcodes.ASM9);
				this.result = result;
			}

			@Override
			public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
				if (visible) {
					Visitor.this.annotatedResults.add(this.result);
				}
				return null;
			}

		}

	}

}
