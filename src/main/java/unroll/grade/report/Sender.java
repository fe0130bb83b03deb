package unroll.grade.report;

import java.time.Instant;
import java.util.Optional;

/**
 * Whose hand-in it is.
 *
 * @param student as marks name them
 * @param attempt which of this student's hand-ins, from 1
 * @param at when it was handed in, if anybody knows
 */
public record Sender(String student, int attempt, Optional<Instant> at) {

  /**
   * Checks the attempt.
   *
   * @param student as marks name them
   * @param attempt from 1
   * @param at when it was handed in
   * @throws IllegalArgumentException if the attempt is below 1
   */
  public Sender {
    if (attempt < 1) {
      throw new IllegalArgumentException("attempts count from 1, not from " + attempt);
    }
  }

  /**
   * Whoever handed in once, nobody knows when.
   *
   * @param student as marks name them
   * @return the first attempt
   */
  public static Sender once(String student) {
    return new Sender(student, 1, Optional.empty());
  }
}
