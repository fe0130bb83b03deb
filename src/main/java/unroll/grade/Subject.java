package unroll.grade;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Whose code a run of the tests examines, and where its texts are.
 *
 * @param maker gives an instance for one test; it may run the student's code
 * @param isStudents whether a class, by its binary name, is the student's
 * @param approved the folder of the approved texts
 * @param received the folder for the texts of this run, made when one is written
 * @param variant what the tests ask for
 */
record Subject(
    InstanceMaker maker,
    Predicate<String> isStudents,
    Path approved,
    Path received,
    Variant variant) {

  /**
   * A new instance of a student's class, by the constructor without parameters.
   *
   * @throws AssertionError if the class is missing or has no such constructor
   * @throws StudentException if the constructor throws
   */
  // not a LinkageError: a missing class is the answer's mistake, and JUnit would stop at one
  @SuppressWarnings("RethrowReflectiveOperationExceptionAsLinkageError")
  static Object newInstance(ClassLoader loader, String className) {
    try {
      Constructor<?> constructor = Class.forName(className, true, loader).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new StudentException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(missing(className), e);
    }
  }

  /** What is said where there is no such class; a process of its own says the same. */
  static String missing(String className) {
    return "There must be a class " + className + " with a constructor without parameters.";
  }
}
