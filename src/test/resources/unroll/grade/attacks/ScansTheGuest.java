package e02_elman;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

// Attack: the classes on its stack, by reflection: their static fields, and tests on their path
// Deserves: what the wrong answer deserves
// Finds: nothing
public class Elman extends Wrong {
  @Override
  public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
    List<Class<?>> callers =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(frames -> frames.<Class<?>>map(StackWalker.StackFrame::getDeclaringClass).toList());
    for (Class<?> caller : callers) {
      if (caller.getName().startsWith("unroll.")) {
        look(caller);
      }
    }
    return super.step(weights, x, h);
  }

  private static void look(Class<?> caller) {
    for (Field field : caller.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        try {
          Object value = field.get(null);
          if (value != null && value.getClass().getName().contains("Wire")) {
            throw new IllegalStateException("FOUND " + field);
          }
        } catch (IllegalAccessException e) {
          // not even that
        }
      }
    }
    for (String name :
        List.of(
            "e02_elman.ElmanTest",
            "e02_elman.ElmanHiddenTest",
            "e02_elman.ElmanOracle",
            "unroll.grade.Expect",
            "unroll.grade.Marker",
            "unroll.grade.worker.Worker",
            "org.junit.jupiter.api.Test")) {
      try {
        throw new IllegalStateException(
            "FOUND " + Class.forName(name, false, caller.getClassLoader()));
      } catch (ClassNotFoundException e) {
        // that is as it should be
      }
    }
  }
}
