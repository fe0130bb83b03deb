package unroll.house;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/**
 * Says whose figure or equation a test holds the kit to: authors and year as the documentation of
 * the kit cites them, then the place. {@code SourcesTest} asks for one such test for each work
 * cited.
 *
 * <p>What is held to is of three kinds, and a comment in the test says which: a number that is
 * printed in the work; what a framework computes, with its version; or, most often, an equation or
 * algorithm of the work at chosen numbers, worked out in the test by other means than the kit's.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Published {
  /** For example {@code "Kingma and Ba 2015, algorithm 1"}. */
  String[] value();
}
