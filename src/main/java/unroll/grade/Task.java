package unroll.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says which task of its exercise a test examines; task, test and hint share the number. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Task {
  /**
   * The task's number.
   *
   * @return 1 or more, one of the tasks in {@code exercise.properties}
   */
  int value();

  /**
   * The earlier tasks that must pass for this test to count: it says nothing about its own task as
   * long as one of them is wrong, and is reported as not run.
   *
   * @return numbers below {@link #value()}; none unless given
   */
  int[] needs() default {};
}
