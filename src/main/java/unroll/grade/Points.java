package unroll.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The weight of a test in the score; a test without this annotation is worth one point. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Points {
  /**
   * The points that a pass earns.
   *
   * @return 1 or more
   */
  int value();

  /**
   * Whether the points come on top: a bonus test adds to the score but not to what is possible, and
   * a task is solved without it.
   *
   * @return true for a bonus
   */
  boolean bonus() default false;
}
