package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.Hints;
import unroll.grade.Practice;
import unroll.grade.Report;
import unroll.grade.ReportText;
import unroll.grade.Variant;
import unroll.grade.progress.ProgressFile;

/** {@code unroll check}: checks an exercise, or gives the next hint. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks your answer to an exercise, the file in its folder of exercises/, with the public"
          + " tests.",
      "Exit status: 0 all passed, 1 some failed, 2 no such exercise."
    },
    footer = {
      "",
      "Examples: unroll check 02-elman",
      "          unroll check 02-elman --hint      the next hint of the first task to do",
      "          unroll check 02-elman --hint 3    the next hint of task 3",
      "          unroll check 02-elman --hint 3.1  its first hint again",
      "          unroll check 03-counting --variant 7  as the course gave it to you"
    })
public final class CheckCommand implements Callable<Integer> {
  private static final Pattern HINT = Pattern.compile("([0-9]{1,4})(?:\\.([0-9]{1,4}))?");

  @Spec private CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "the exercise")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--hint",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "TASK[.TIER]",
      description = "print the next hint instead, of that task or of the first one to do")
  private Optional<String> hint = Optional.empty();

  @Option(
      names = "--variant",
      paramLabel = "N",
      description = "the number of your variant, if you were given one; it is remembered")
  private Optional<Integer> variant = Optional.empty();

  /** Makes the command; picocli fills it in. */
  public CheckCommand() {}

  /**
   * Checks, prints the report or a hint.
   *
   * @return exit status 0 if all passed or a hint was printed, 1 if a test failed
   * @throws IllegalArgumentException if there is no such exercise, hint or variant
   * @throws IOException if the variant cannot be remembered
   */
  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Path home = CourseHome.find();
      if (name.isEmpty()) {
        throw new IllegalArgumentException("Which exercise? There are: " + names(home) + ".");
      }
      Exercise exercise = Exercise.named(home, name.get());
      if (variant.isPresent()) {
        Variant.choose(exercise, variant.get());
      }
      if (hint.isPresent()) {
        out.println(hintOf(home, exercise, hint.get()));
        return 0;
      }
      Report report = Practice.check(home, exercise.name());
      Variant asked = Variant.chosen(exercise);
      if (asked.number() > 0) {
        out.println("Variant " + asked.number() + ":");
      }
      out.println(new ReportText(onTerminal()).whole(report));
      keep(home, report, spec.commandLine().getErr());
      return report.passed() ? 0 : 1;
    } catch (IllegalStateException nowhere) {
      throw new UserError(nowhere.getMessage(), nowhere);
    } finally {
      out.flush();
    }
  }

  /** Writes down what passes, for {@code unroll status}. */
  static void keep(Path home, Report report, PrintWriter err) {
    try {
      ProgressFile.of(home).keep(report);
    } catch (IOException readOnlyOrFull) {
      err.println("unroll: this is not written down: " + Failure.of(readOnlyOrFull).line());
      err.flush();
    }
  }

  /** Whether a person sees this and has not asked for plain text; picocli knows the ways to ask. */
  static boolean onTerminal() {
    return CommandLine.Help.Ansi.AUTO.enabled();
  }

  static String names(Path home) {
    List<String> names = Exercise.all(home).stream().map(Exercise::name).toList();
    return names.isEmpty() ? "none in " + home.resolve("exercises") : String.join(", ", names);
  }

  private static String hintOf(Path home, Exercise exercise, String wanted) {
    Matcher parts = HINT.matcher(wanted);
    if (!wanted.isEmpty() && !parts.matches()) {
      throw new IllegalArgumentException(
          "--hint takes a task, as in --hint 2, or a task and a tier, as in --hint 2.1.");
    }
    Hints hints = Hints.of(exercise);
    Optional<Integer> task =
        wanted.isEmpty()
            ? Practice.check(home, exercise.name()).nextTask()
            : Optional.of(Integer.valueOf(parts.group(1)));
    if (task.isEmpty()) {
      return "All tasks of " + exercise.name() + " are solved: no hint needed.";
    }
    Path given = home.resolve("target").resolve("hints").resolve(exercise.name());
    Path mark = given.resolve("task-" + task.get());
    int tier =
        wanted.isEmpty() || parts.group(2) == null
            ? Math.min(seen(mark) + 1, Math.max(1, hints.tiers(task.get())))
            : Integer.parseInt(parts.group(2));
    String text = hints.hint(task.get(), tier);
    remember(mark, tier);
    String next =
        tier < hints.tiers(task.get())
            ? "\n\nThe next hint: unroll check "
                + exercise.name()
                + " --hint "
                + task.get()
                + "."
                + (tier + 1)
            : "\n\nThat was the last hint of this task.";
    return "Hint " + task.get() + "." + tier + " of " + exercise.name() + "\n\n" + text + next;
  }

  private static int seen(Path mark) {
    try {
      return Integer.parseInt(Files.readString(mark).strip());
    } catch (IOException | NumberFormatException e) {
      // none was given yet, or the mark is no use: begin at the first
      return 0;
    }
  }

  private static void remember(Path mark, int tier) {
    try {
      Files.createDirectories(mark.getParent());
      Files.writeString(mark, Integer.toString(tier));
    } catch (IOException e) {
      // a read-only course remembers nothing; the hint names its successor anyway
    }
  }
}
