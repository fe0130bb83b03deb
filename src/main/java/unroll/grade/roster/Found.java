package unroll.grade.roster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A hand-in as it lies there, before anybody has looked into the roster.
 *
 * @param called under what name it was handed in: the student's, where the roster does not help
 * @param ids what else the platform says of the student that may be an id, alias or address
 * @param person the platform's own number of the student, by which two of one name are told apart;
 *     empty if it has none
 * @param attempt which attempt it is, if its name says so
 * @param entry the file or folder
 * @param at when it was handed in, if that is known
 * @param notices sentences for the student
 */
record Found(
    String called,
    List<String> ids,
    String person,
    Optional<Integer> attempt,
    Path entry,
    Optional<Instant> at,
    List<String> notices) {

  /** A hand-in of which only name and place are known. */
  static Found of(String called, Path entry) {
    return new Found(called, List.of(), "", Optional.empty(), entry, Optional.empty(), List.of());
  }

  Found knownAs(List<String> others) {
    return new Found(called, others, person, attempt, entry, at, notices);
  }

  Found of(String number) {
    return new Found(called, ids, number, attempt, entry, at, notices);
  }

  Found numbered(int number) {
    return new Found(called, ids, person, Optional.of(number), entry, at, notices);
  }

  Found at(Instant moment) {
    return new Found(called, ids, person, attempt, entry, Optional.of(moment), notices);
  }

  Found noting(String sentence) {
    return noting(List.of(sentence));
  }

  Found noting(List<String> sentences) {
    List<String> more = new ArrayList<>(notices);
    more.addAll(sentences);
    return new Found(called, ids, person, attempt, entry, at, more);
  }
}
