package unroll.notebook;

import java.util.random.RandomGenerator;

/**
 * What every lesson needs beside its subject: its size, its randomness, and a way to hold itself to
 * what it says.
 *
 * <p>A lesson runs at full size or, for a quick look and for tests, in quick mode: with the system
 * property {@code unroll.quick=true} or {@code UNROLL_QUICK=1} in the environment.
 */
public final class Lesson {
  private static final long SEED = 20_170_401;

  private Lesson() {}

  /**
   * Tells whether the lesson runs in quick mode.
   *
   * @return true if {@code unroll.quick} is true, or not set and {@code UNROLL_QUICK} is 1 or true
   */
  public static boolean quick() {
    String property = System.getProperty("unroll.quick");
    String asked = property == null ? System.getenv("UNROLL_QUICK") : property;
    return "1".equals(asked) || Boolean.parseBoolean(asked);
  }

  /**
   * A size that depends on the mode.
   *
   * @param full the size at full length
   * @param quick the size in quick mode
   * @return the one that holds now
   */
  public static int size(int full, int quick) {
    return quick() ? quick : full;
  }

  /**
   * The lesson's source of randomness: the same numbers in every run, fresh at each call.
   *
   * @return a generator at its start
   */
  public static RandomGenerator random() {
    return random(SEED);
  }

  /**
   * A source of randomness of the lesson's choosing.
   *
   * @param seed the same seed gives the same numbers on every machine
   * @return a generator at its start
   */
  public static RandomGenerator random(long seed) {
    return new java.util.SplittableRandom(seed);
  }

  /**
   * Holds the lesson to something it says: prints it with a tick, or stops the lesson.
   *
   * @param text what is claimed, as a full sentence
   * @param holds whether it does
   * @throws AssertionError if it does not hold
   */
  public static void claim(String text, boolean holds) {
    if (!holds) {
      throw new AssertionError(
          "this lesson's claim does not hold here: " + text + (quick() ? " (in quick mode)" : ""));
    }
    System.out.println("✓ " + text);
  }

  /**
   * The same for what only a run of full size can show: quick mode says that it was not judged.
   *
   * @param text what is claimed, as a full sentence
   * @param holds whether it does
   * @throws AssertionError if it does not hold, at full size
   */
  public static void claimAtFullSize(String text, boolean holds) {
    if (quick()) {
      System.out.println("– not judged in quick mode: " + text);
    } else {
      claim(text, holds);
    }
  }

  /**
   * A table of what the lesson reached against what a correct implementation reaches.
   *
   * @param measure what is measured, with its unit
   * @return the table, still empty
   */
  public static Reached reached(String measure) {
    return Reached.of(measure);
  }
}
