package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.grade.author.NewExercise;

/** {@code unroll new-exercise}: an exercise to begin with. */
@Command(
    name = "new-exercise",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a small exercise that is whole: contract, solution, starter, public and hidden tests, known-wrong answers, hints.",
      "It passes every check that exercises are held to; change it piece by piece. src/docs/exercise.md tells how."
    },
    footer = {
      "",
      "Examples: unroll new-exercise 23-leaky-units",
      "          unroll new-exercise 23-leaky-units --title \"A unit that leaks\" --approved"
    })
public final class NewExerciseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description =
          "Two digits and words, as in 23-leaky-units; two exercises may share their digits, which"
              + " are those of the lesson they belong to.")
  private String name;

  @Option(
      names = "--into",
      paramLabel = "FOLDER",
      description = "Another course than this one: a folder with exercises/ in it.")
  private Path into;

  @Option(
      names = "--title",
      paramLabel = "TEXT",
      defaultValue = "a unit that leaks",
      description = "One line that says what is built; for a start \"${DEFAULT-VALUE}\".")
  private String title;

  @Option(
      names = "--approved",
      description = "With a test that compares with an approved text, and that text.")
  private boolean approved;

  /** Makes the command; picocli fills it in. */
  public NewExerciseCommand() {}

  /**
   * Writes the exercise beside its place and moves it there when it is whole.
   *
   * @return exit status 0
   * @throws IOException if it cannot be written; nothing is then left behind
   */
  @Override
  public Integer call() throws IOException {
    NewExercise exercise = new NewExercise(name, title, approved);
    Path course = into == null ? Course.find().root() : into.toAbsolutePath().normalize();
    Path tests = free(course.resolve("exercises"), exercise);
    Path answers = free(course.resolve("solutions"), exercise);
    List<Path> files;
    try (Draft draft = Draft.in(course, ".new-exercise")) {
      files = exercise.write(draft.folder());
      draft.move(draft.folder().resolve(course.relativize(answers)), answers);
      try {
        draft.move(draft.folder().resolve(course.relativize(tests)), tests);
      } catch (IOException | RuntimeException failed) {
        Trees.delete(answers);
        throw failed;
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    files.forEach(file -> out.println("  " + file));
    out.println("unroll check " + name + " now says what a student sees first.");
    out.println("src/docs/exercise.md tells how to go on.");
    return 0;
  }

  /** The folder of the exercise, which must not be there yet. */
  private Path free(Path parent, NewExercise exercise) {
    if (!Files.isDirectory(parent)) {
      throw new UserError(
          parent + " is no folder; exercises are written in a whole course, with its solutions");
    }
    Path folder = parent.resolve(exercise.packageName());
    if (Files.exists(folder)) {
      throw new UserError(folder + " is there already; give another name");
    }
    return folder;
  }
}
