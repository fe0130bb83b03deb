package unroll.grade;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says when a student may read what a test said; on a class, for all its tests that do not say
 * themselves.
 *
 * <p>Without it a public test is {@link Visibility#VISIBLE}, and one of {@code solutions/} {@link
 * Visibility#HIDDEN}: what was forgotten gives nothing away.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Shown {
  /**
   * When.
   *
   * @return the earliest moment
   */
  Visibility value();
}
