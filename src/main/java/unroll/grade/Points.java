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
}
