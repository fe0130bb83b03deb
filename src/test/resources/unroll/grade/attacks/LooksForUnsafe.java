package e02_elman;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.ejml.data.DMatrixRMaj;

// Attack: Unsafe, and the private parts of the JDK, to read the process's memory
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    try {
      Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
      field.setAccessible(true);
      throw new IllegalStateException("FOUND Unsafe: " + field.get(null));
    } catch (ReflectiveOperationException e) {
      // there is no such class
    }
    try {
      Method unsafe = Class.forName("jdk.internal.misc.Unsafe").getMethod("getUnsafe");
      throw new IllegalStateException("FOUND " + unsafe.invoke(null));
    } catch (ReflectiveOperationException e) {
      // it is not exported
    }
    try {
      Field threads = Thread.class.getDeclaredField("name");
      threads.setAccessible(true);
      throw new IllegalStateException("FOUND the JDK's private parts");
    } catch (ReflectiveOperationException | RuntimeException e) {
      if (String.valueOf(e.getMessage()).startsWith("FOUND")) {
        throw (RuntimeException) e;
      }
    }
    return super.step(weights, x, h);
  }
}
