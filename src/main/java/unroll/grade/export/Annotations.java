package unroll.grade.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unroll.grade.CompileProblem;
import unroll.grade.Visibility;
import unroll.grade.intake.Handin;
import unroll.grade.intake.SourceFile;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/**
 * A result as commands of GitHub Actions, one a line, which put messages beside the student's code
 * (GitHub documentation, "Workflow commands"): {@code ::error file=Elman.java,line=3::message}.
 *
 * <p>Messages are strangers' text. Escaped as the runner asks for, none can end its line and begin
 * a command of its own.
 */
public final class Annotations {
  /** GitHub shows no more errors of a step. */
  private static final int MOST = 10;

  private static final Pattern PLACE = Pattern.compile("([\\w$]+\\.java), line ([0-9]{1,8})");

  private final Handin handin;
  private final String folder;

  private Annotations(Handin handin, String folder) {
    this.handin = handin;
    this.folder = folder;
  }

  /**
   * The commands for a result.
   *
   * @param result the result
   * @param moment when they will be read: tests that are shown later have none of their own
   * @param at what was marked, as a path in the repository; empty for all of it
   * @return at most ten lines, each with a line feed; none if all is well
   */
  public static String of(Result result, Visibility moment, String at) {
    Annotations annotations = new Annotations(result.handin(), at);
    List<String> lines = new ArrayList<>();
    if (result.status() == Status.GRADED) {
      for (CompileProblem problem : result.marks().orElseThrow().report().problems()) {
        lines.add(annotations.problem(problem));
      }
      if (lines.isEmpty()) {
        Entry.of(result, moment).stream()
            .filter(entry -> !entry.passed())
            .map(annotations::test)
            .forEach(lines::add);
      }
    } else {
      lines.add(command("", result.exercise().name(), Opening.of(result)));
    }
    return String.join("", lines.stream().distinct().limit(MOST).toList());
  }

  private String problem(CompileProblem problem) {
    return command(
        place(problem.file(), String.valueOf(problem.line())),
        "does not compile",
        problem.message());
  }

  private String test(Entry entry) {
    Matcher place = PLACE.matcher(entry.message());
    String at = place.find() ? place(place.group(1), place.group(2)) : "";
    String message = entry.message().isEmpty() ? entry.outcome().words() : entry.message();
    return command(at, entry.name(), message);
  }

  private String place(String file, String line) {
    return path(file)
        .map(path -> "file=" + property(path) + (line.equals("0") ? "," : ",line=" + line + ","))
        .orElse("");
  }

  /** The path of a source in the repository; empty if it came out of a notebook. */
  private Optional<String> path(String name) {
    return handin.files().stream()
        .filter(file -> file.name().equals(name))
        .map(SourceFile::origin)
        .filter(origin -> origin.endsWith(".java"))
        .map(this::repositoryPath)
        .findFirst();
  }

  private String repositoryPath(String origin) {
    String inside =
        origin.startsWith(handin.id()) ? origin.substring(handin.id().length()) : "/" + origin;
    return folder.isEmpty() ? inside.replaceFirst("^/", "") : folder + inside;
  }

  private static String command(String place, String title, String message) {
    return "::error " + place + "title=" + property(title) + "::" + data(message) + "\n";
  }

  /** Escapes what follows the second pair of colons. */
  static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  /** Escapes the value of a property. */
  static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
