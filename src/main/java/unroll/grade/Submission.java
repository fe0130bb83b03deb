package unroll.grade;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one student handed in: sources as text, already read from wherever they lay.
 *
 * @param id who handed it in, as the results name it
 * @param sources the text of each {@code .java} file by its path, unmodifiable; a contract and
 *     tests among them are left out of the marking, so that a whole exercise folder may be handed
 *     in
 */
public record Submission(String id, SortedMap<String, String> sources) {

  /** Copies the sources, so that the submission never changes. */
  public Submission {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /**
   * A submission of some files.
   *
   * @param id who handed it in
   * @param sources texts by path
   * @return the submission
   */
  public static Submission of(String id, Map<String, String> sources) {
    return new Submission(id, new TreeMap<>(sources));
  }
}
