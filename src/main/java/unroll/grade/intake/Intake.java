package unroll.grade.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import unroll.grade.Exercise;

/**
 * Turns the entries of a folder into submissions of an exercise: each file, folder or archive is
 * one.
 *
 * <p>Nothing that a student can hand in makes {@link #read} throw. What cannot be taken is refused
 * with a reason, and what can be mended (a wrong package, another encoding, a folder too many) is
 * mended with a notice.
 *
 * @param exercise the exercise
 */
public record Intake(Exercise exercise) {

  /**
   * The entries of a folder that are submissions.
   *
   * @param folder the folder
   * @return its entries by name, without what systems leave behind
   * @throws UncheckedIOException if it cannot be listed
   */
  public static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !Gathering.isLeftover(entry.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one submission.
   *
   * @param entry a file or folder
   * @return its sources, or why there are none
   */
  public Handin read(Path entry) {
    return read(entry, entry.getFileName().toString(), List.of());
  }

  /**
   * Reads one submission under another name than its file's.
   *
   * @param entry a file or folder
   * @param id the submission's name
   * @param before what its author should know before all that is found in it
   * @return its sources, or why there are none
   */
  public Handin read(Path entry, String id, List<String> before) {
    Gathering gathering = new Gathering();
    List<String> notices = gathering.notices();
    notices.addAll(before);
    try {
      gathering.gather(entry);
      List<SourceFile> files = answer(gathering);
      return files.isEmpty()
          ? refused(id, notices, missing(gathering))
          : new Handin(id, files, notices, Optional.empty());
    } catch (Refused e) {
      return refused(id, notices, e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      IOException cause = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
      return refused(
          id, notices, entry.getFileName() + " cannot be read: " + Gathering.reason(cause) + ".");
    }
  }

  private List<SourceFile> answer(Gathering gathering) throws Refused {
    List<SourceFile> files = new Answer(exercise, gathering.notices()).among(gathering.pieces());
    List<Notebook> notebooks = gathering.notebooks();
    if (!files.isEmpty()) {
      if (!notebooks.isEmpty()) {
        gathering.notices().add("The .java file was taken, not the notebook.");
      }
      return files;
    }
    String taken = "";
    for (Notebook notebook : notebooks) {
      List<SourceFile> found = in(notebook, gathering.notices());
      if (!found.isEmpty() && !files.isEmpty()) {
        throw new Refused(
            "Two notebooks declare "
                + exercise.subject()
                + ": "
                + taken
                + " and "
                + notebook.path()
                + ". Hand in one of them.");
      }
      if (!found.isEmpty()) {
        files = found;
        taken = notebook.path();
      }
    }
    return files;
  }

  private List<SourceFile> in(Notebook notebook, List<String> notices) {
    try {
      return new NotebookAnswer(exercise, notices).in(notebook);
    } catch (Refused e) {
      notices.add(e.getMessage());
      return List.of();
    }
  }

  private String missing(Gathering gathering) {
    if (!gathering.pieces().isEmpty() || !gathering.notebooks().isEmpty()) {
      return "There is no class " + exercise.subject() + " in what you handed in.";
    }
    if (!gathering.others().isEmpty()) {
      gathering.notices().add("Found instead: " + Answer.listed(gathering.others()) + ".");
    }
    return "There is no .java file and no notebook that could be read.";
  }

  private static Handin refused(String id, List<String> notices, String why) {
    return new Handin(id, List.of(), notices, Optional.of(why));
  }
}
