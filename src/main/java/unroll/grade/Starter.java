package unroll.grade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unroll.data.CourseHome;

/**
 * Makes a starter out of the reference: each region between {@code // BEGIN SOLUTION n} and {@code
 * // END SOLUTION n} becomes one statement that throws, and names its task.
 *
 * <p>Only the reference is edited. {@code java -cp target/unroll.jar unroll.grade.Starter} rewrites
 * the starters of all exercises.
 */
public final class Starter {
  private static final Pattern MARK = Pattern.compile("( *)// (BEGIN|END) SOLUTION ([0-9]+)");
  // where google-java-format breaks a line
  private static final int LINE = 100;

  private Starter() {}

  /**
   * The starter that belongs to a reference.
   *
   * @param exercise whose tasks the regions are
   * @param reference the reference's source
   * @return the starter's source
   * @throws IllegalStateException if a region is not closed, is nested, is no task of the exercise,
   *     or a task has none; the message names the line
   */
  public static String of(Exercise exercise, String reference) {
    List<String> starter = new ArrayList<>();
    Set<Integer> written = new TreeSet<>();
    int open = 0;
    int number = 0;
    for (String line : reference.lines().toList()) {
      number++;
      Matcher mark = MARK.matcher(line);
      if (!mark.matches()) {
        if (open == 0) {
          starter.add(line);
        }
        continue;
      }
      int task = Integer.parseInt(mark.group(3));
      boolean begins = mark.group(2).equals("BEGIN");
      if (open != (begins ? 0 : task) || !exercise.tasks().containsKey(task)) {
        throw new IllegalStateException(
            exercise.reference() + ", line " + number + ": unexpected " + line.strip());
      }
      if (begins) {
        starter.addAll(loudly(mark.group(1), exercise.loudly(task)));
        written.add(task);
      }
      open = begins ? task : 0;
    }
    if (open != 0 || !written.equals(exercise.tasks().keySet())) {
      throw new IllegalStateException(
          exercise.reference()
              + (open != 0
                  ? ": the region of task " + open + " does not end"
                  : ": regions for tasks " + written + ", tasks " + exercise.tasks().keySet()));
    }
    return String.join("\n", starter) + "\n";
  }

  /**
   * Rewrites the starters of all exercises, one line of output for each that changed.
   *
   * @param arguments none; a student's work in {@code exercises/} is overwritten
   */
  public static void main(String[] arguments) {
    for (Exercise exercise : Exercise.all(CourseHome.find())) {
      try {
        if (rewrite(exercise)) {
          System.out.println("wrote " + exercise.starter());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot rewrite " + exercise.starter(), e);
      }
    }
  }

  private static boolean rewrite(Exercise exercise) throws IOException {
    String starter = of(exercise, Files.readString(exercise.reference()));
    Path file = exercise.starter();
    if (Files.exists(file) && Files.readString(file).equals(starter)) {
      return false;
    }
    Path temporary = Files.createTempFile(file.getParent(), "starter", ".tmp");
    Files.writeString(temporary, starter, StandardCharsets.UTF_8);
    Files.move(
        temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  private static List<String> loudly(String indent, String message) {
    String begin = indent + "throw new UnsupportedOperationException(";
    String end = "\"" + message + "\");";
    return begin.length() + end.length() <= LINE
        ? List.of(begin + end)
        : List.of(begin, indent + "    " + end);
  }
}
