package unroll.grade.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unroll.grade.Exercise;
import unroll.grade.Starter;
import unroll.grade.intake.Handin;
import unroll.grade.intake.Intake;
import unroll.grade.intake.SourceFile;
import unroll.grade.roster.Collected;

/**
 * The answers of a class, laid out in a folder for comparing: a folder each, as the intake reads
 * them, and the starter, which all of them share.
 *
 * @param submissions holds a folder for each student
 * @param base holds the starter
 * @param students the students' names by the names of those folders
 * @param unread hand-ins that could not be read
 */
public record Answers(
    Path submissions, Path base, Map<String, String> students, List<String> unread) {

  /**
   * Writes the answers; of a student with several hand-ins the last one that can be read.
   *
   * @param exercise what was to be solved
   * @param handins what was handed in, by student and attempt
   * @param scratch an empty folder
   * @return what was written
   * @throws UncheckedIOException if it cannot be written
   */
  public static Answers write(Exercise exercise, List<Collected> handins, Path scratch) {
    try {
      Path submissions = Files.createDirectory(scratch.resolve("submissions"));
      Path base = Files.createDirectory(scratch.resolve("base"));
      Files.writeString(base.resolve(exercise.subject() + ".java"), starter(exercise));
      Map<String, Handin> last = new LinkedHashMap<>();
      List<String> unread = new ArrayList<>();
      Intake intake = new Intake(exercise);
      for (Collected collected : handins) {
        Handin handin = intake.read(collected.entry());
        if (handin.refusal().isPresent()) {
          unread.add(collected.student());
        } else {
          last.put(collected.student(), handin);
        }
      }
      unread.removeIf(last::containsKey);
      Map<String, String> students = new LinkedHashMap<>();
      for (Map.Entry<String, Handin> each : last.entrySet()) {
        String folder = folderName(each.getKey(), students);
        students.put(folder, each.getKey());
        write(submissions.resolve(folder), each.getValue().files());
      }
      return new Answers(
          submissions, base, Map.copyOf(students), unread.stream().distinct().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path folder, List<SourceFile> files) throws IOException {
    Files.createDirectory(folder);
    for (SourceFile file : files) {
      Files.write(folder.resolve(file.name()), file.shown().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String starter(Exercise exercise) throws IOException {
    String name = exercise.subject() + ".java";
    Path reference = exercise.solution().resolve(name);
    // the one in the exercise's folder may have been worked on
    return Files.exists(reference)
        ? Starter.of(exercise, Files.readString(reference))
        : Files.readString(exercise.folder().resolve(name));
  }

  /** A name that every system takes and that is not given yet. */
  private static String folderName(String student, Map<String, String> taken) {
    String safe = student.replaceAll("[^\\p{L}\\p{N}._@-]", "_").replaceAll("^\\.+", "_");
    safe = safe.isEmpty() ? "_" : safe.substring(0, Math.min(60, safe.length()));
    String name = safe;
    for (int i = 2; taken.containsKey(name); i++) {
      name = safe + "-" + i;
    }
    return name;
  }
}
