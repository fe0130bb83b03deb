package unroll.grade;

import java.util.function.Predicate;
import java.util.function.Supplier;

/** Where the objects come from that the tests examine: this process, or one of their own. */
interface InstanceMaker {

  /**
   * A new instance for one test.
   *
   * @param tests the test's class
   * @param seconds how long the student's constructor may take
   * @throws TimedOutException if it took longer
   * @throws StudentException if the constructor threw
   * @throws AssertionError if the class is missing or has no such constructor
   */
  Object make(Class<?> tests, int seconds);

  /** The stack on which the student's code is that a test's thread is waiting for. */
  StackTraceElement[] stackOf(Thread test);

  /**
   * Whether the tests are known to be sound, because the reference passed them all: then whatever
   * goes wrong in one is the answer's doing.
   */
  boolean testsAreProven();

  /** Instances in this process. */
  static InstanceMaker here(Supplier<Object> maker, Predicate<String> isStudents) {
    return new InstanceMaker() {
      @Override
      public Object make(Class<?> tests, int seconds) {
        return Limited.call(maker::get, seconds, this::stackOf, isStudents);
      }

      @Override
      public StackTraceElement[] stackOf(Thread test) {
        return test.getStackTrace();
      }

      @Override
      public boolean testsAreProven() {
        return false;
      }
    };
  }
}
