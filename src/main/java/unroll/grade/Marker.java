package unroll.grade;

import unroll.grade.sandbox.Sandbox;

/**
 * Gives marks that count: the tests run here, each submission in a sandboxed process of its own.
 *
 * <p>Safe for as many threads at a time as it has workers; more of them wait.
 */
public final class Marker implements AutoCloseable {
  private Marker() {}

  /**
   * Makes ready to mark submissions of one exercise: compiles its tests, starts workers, and marks
   * the reference, which must earn every point.
   *
   * @param exercise an exercise with its solution at hand
   * @param sandbox where submissions run, for example {@link Sandbox#best()}
   * @param workers how many submissions are marked at a time, one a core
   * @return the marker, to be closed
   * @throws IllegalStateException if the exercise is broken, has no solution here, or no worker
   *     starts; the message is one line
   */
  public static Marker open(Exercise exercise, Sandbox sandbox, int workers) {
    throw new UnsupportedOperationException("being written: " + exercise + sandbox + workers);
  }

  /**
   * Marks one submission; whatever it does, this returns.
   *
   * @param submission the submission
   * @return its marks; a fault of the grader itself is a verdict among them, not an exception
   */
  public Marks mark(Submission submission) {
    throw new UnsupportedOperationException("being written: " + submission);
  }

  /** Ends all workers and removes what they left. */
  @Override
  public void close() {}
}
