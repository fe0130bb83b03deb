package unroll.grade.intake;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import unroll.grade.Submission;

/**
 * What was read of one submission.
 *
 * @param id its name: that of the file or folder
 * @param files the answer's sources; none if it was refused
 * @param notices sentences for the student: what was left out, mended or read otherwise
 * @param refusal why there is nothing to mark, empty if there is
 */
public record Handin(
    String id, List<SourceFile> files, List<String> notices, Optional<String> refusal) {

  // an archive of thousands of broken files is told of by its first
  private static final int MOST_NOTICES = 20;

  /** Copies the lists, so that it never changes. */
  public Handin {
    files = List.copyOf(files);
    // names in them are the students', and may hold anything
    notices = notices.stream().map(Handin::line).distinct().limit(MOST_NOTICES).toList();
    refusal = refusal.map(Handin::line);
  }

  /**
   * What is to be marked.
   *
   * @return the sources by name
   */
  public Submission submission() {
    TreeMap<String, String> sources = new TreeMap<>();
    files.forEach(file -> sources.put(file.name(), file.text()));
    return new Submission(id, sources);
  }

  private static String line(String sentence) {
    return sentence.replaceAll("\\p{Cntrl}+", " ");
  }
}
