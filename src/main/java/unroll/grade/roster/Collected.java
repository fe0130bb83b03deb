package unroll.grade.roster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One hand-in of one student, not yet read.
 *
 * @param student the id that the roster gives; without a roster, or for a stranger, the name under
 *     which it was handed in
 * @param attempt which of this student's, from 1 in the order of time
 * @param entry a file or folder for {@link unroll.grade.intake.Intake#read}
 * @param at when it was handed in, as far as it is known
 * @param notices sentences for the student: how name, attempt and time were found
 */
public record Collected(
    String student, int attempt, Path entry, Optional<Instant> at, List<String> notices) {
  /** Copies the notices, so that it never changes. */
  public Collected {
    notices = List.copyOf(notices);
  }
}
