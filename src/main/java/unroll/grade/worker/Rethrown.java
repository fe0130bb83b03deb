package unroll.grade.worker;

import java.lang.reflect.InvocationTargetException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import unroll.grade.wire.Thrown;

/**
 * Makes of what a submission threw something to throw here, so that a test may expect an exception:
 * one of the JDK's usual ones becomes itself, with the stack it had there.
 */
final class Rethrown {
  private static final List<Class<? extends Throwable>> USUAL =
      List.of(
          ArithmeticException.class,
          ArrayIndexOutOfBoundsException.class,
          ArrayStoreException.class,
          ClassCastException.class,
          ConcurrentModificationException.class,
          IllegalArgumentException.class,
          IllegalStateException.class,
          IndexOutOfBoundsException.class,
          NegativeArraySizeException.class,
          NoSuchElementException.class,
          NullPointerException.class,
          NumberFormatException.class,
          StackOverflowError.class,
          StringIndexOutOfBoundsException.class,
          UnsupportedOperationException.class);

  private Rethrown() {}

  static Throwable of(Thrown thrown) {
    for (Class<? extends Throwable> usual : USUAL) {
      if (usual.getName().equals(thrown.type())) {
        return of(usual, thrown);
      }
    }
    return new AnswerException(thrown);
  }

  private static Throwable of(Class<? extends Throwable> type, Thrown thrown) {
    try {
      Throwable made =
          type.getConstructor(String.class)
              .newInstance(thrown.message().isEmpty() ? null : thrown.message());
      made.setStackTrace(thrown.stack().toArray(StackTraceElement[]::new));
      return made;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has a constructor with a message", e);
    }
  }
}
