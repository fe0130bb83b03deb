package unroll.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How long a test may take; a test without this annotation has {@value #DEFAULT_SECONDS} s. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TimeLimit {
  /** The limit of a test that names none, in seconds: a thousand times what a test needs. */
  int DEFAULT_SECONDS = 5;

  /**
   * The limit.
   *
   * @return seconds, 1 or more
   */
  int seconds();
}
