package unroll.kernel;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Ends a cell that ignores interrupts: the classes of a cell ask here, at the start of each method
 * and at each backward jump, whether their thread should stop. (The JDK's own jshell does the same
 * since it can no longer kill threads.)
 *
 * <p>Only the code of cells asks; libraries that a cell calls run at full speed and listen to
 * {@link Thread#interrupted()}.
 */
public final class LoopGuard {
  private static final Set<Thread> STOPPED = ConcurrentHashMap.newKeySet();

  /** Read at every turn of a cell's loops, so as cheap as can be. */
  private static volatile boolean armed;

  private LoopGuard() {}

  /** What ends the cell. */
  static final class Stopped extends Error {
    Stopped() {
      super("stopped");
    }

    /** Ends what has not begun, so that no frame of it is to be shown. */
    static Stopped beforeStart() {
      Stopped stopped = new Stopped();
      stopped.setStackTrace(new StackTraceElement[0]);
      return stopped;
    }
  }

  /** Does nothing, or ends the calling thread's cell if it was told to stop. */
  public static void check() {
    if (armed && STOPPED.contains(Thread.currentThread())) {
      throw new Stopped();
    }
  }

  /** Tells the loops that run on a thread to stop, until it is released. */
  static void stop(Thread thread) {
    STOPPED.add(thread);
    armed = true;
  }

  /** Lets loops run on a thread again. */
  static void release(Thread thread) {
    STOPPED.remove(thread);
    armed = !STOPPED.isEmpty();
  }

  /**
   * The class with a check woven in at each method's start and before each backward jump; the class
   * as it is if its format is newer than the weaver knows.
   */
  static byte[] weave(byte[] classFile) {
    try {
      ClassReader reader = new ClassReader(classFile);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new Weaver(writer), 0);
      return writer.toByteArray();
    } catch (IllegalArgumentException unknownVersion) {
      return classFile;
    }
  }

  private static final class Weaver extends ClassVisitor {
    Weaver(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new Checks(next);
    }
  }

  private static final class Checks extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();

    Checks(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      insertCheck();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      if (passed.contains(target)) {
        insertCheck();
      }
      super.visitJumpInsn(opcode, target);
    }

    private void insertCheck() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, "unroll/kernel/LoopGuard", "check", "()V", false);
    }
  }
}
