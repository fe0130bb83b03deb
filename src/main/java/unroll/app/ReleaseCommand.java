package unroll.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unroll.grade.Exercise;
import unroll.grade.Variant;
import unroll.grade.policy.Assignment;
import unroll.grade.policy.CoursePlan;
import unroll.grade.policy.PlanReader;
import unroll.grade.release.StudentEdition;
import unroll.grade.roster.Roster;
import unroll.grade.roster.Student;

/** {@code unroll release}: the course as students get it. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the student edition: starters, public tests, lessons and data; no solution, no hidden test, no known-wrong answer.",
      "Before anything is written to OUT it proves itself: no text of a solution is found in it, every starter compiles and solves"
          + " nothing, every solution put in its place scores full marks, and mvn verify passes in it."
    },
    footer = {
      "",
      "Examples: unroll release --out student-edition",
      "          unroll release --plan course.yaml --out student-edition.zip",
      "          unroll release --plan course.yaml --branch students"
    })
public final class ReleaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "Where to: a new folder, or a new file that ends in .zip.")
  private Path out;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description =
          "Commits it to this branch of the course's git, whose history holds releases only.")
  private String branch;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "The course's plan: only its assignments are given, with a table of what is due.")
  private Path plan;

  @Option(
      names = "--roster",
      paramLabel = "R.csv",
      description =
          "The students of the course: each is given a variant of every exercise that has some."
              + " Needs --variants.")
  private Path roster;

  @Option(
      names = "--variants",
      paramLabel = "FILE",
      description = "Where to write who has which; for you to tell them, not part of the edition.")
  private Path variants;

  @Option(
      names = "--skip-verify",
      description = "Leave out mvn verify, which takes most of the time; said in the result.")
  private boolean skipVerify;

  /** Makes the command; picocli fills it in. */
  public ReleaseCommand() {}

  /**
   * Writes, proves, and moves to its place.
   *
   * @return exit status 0, or 1 if it does not prove itself; nothing is then left behind
   * @throws IOException if it cannot be written
   * @throws InterruptedException if the command is ended
   */
  @Override
  public Integer call() throws IOException, InterruptedException {
    if ((out == null) == (branch == null)) {
      throw new UserError("give either --out FOLDER (or a .zip) or --branch NAME");
    }
    if (out != null && Files.exists(out)) {
      throw new UserError(out + " is there already; give a new name");
    }
    if ((roster == null) != (variants == null)) {
      throw new UserError(
          "--roster and --variants go together: who the students are, where to say which variant is whose");
    }
    Optional<Roster> students =
        roster == null ? Optional.empty() : Optional.of(Roster.read(roster));
    Course course = Course.find();
    Optional<CoursePlan> read =
        plan == null ? Optional.empty() : Optional.of(PlanReader.read(plan));
    StudentEdition edition =
        StudentEdition.of(
            course.root(),
            read.map(each -> each.term().assignments().stream().map(Assignment::exercise).toList())
                .orElse(List.of()));
    Optional<GitBranch> given =
        branch == null ? Optional.empty() : Optional.of(GitBranch.of(course.root(), branch));
    Path beside = out == null ? course.cache() : out.toAbsolutePath().normalize().getParent();
    try (Draft draft = Draft.in(beside, "student-edition")) {
      Path folder = draft.folder();
      say(edition.write(folder) + " files copied, the starters of " + names(edition));
      if (read.isPresent()) {
        announce(folder.resolve("README.md"), table(read.get(), edition.exercises()));
      }
      List<String> complaints = edition.leaks(folder);
      if (complaints.isEmpty()) {
        say("searched: no solution, no hidden test, no known-wrong answer");
        complaints = edition.marks(folder);
      }
      if (!complaints.isEmpty()) {
        complaints.forEach(
            complaint -> spec.commandLine().getErr().println("unroll: " + complaint));
        return Failure.FAILED;
      }
      say("marked: every starter solves nothing, every solution everything");
      if (!skipVerify && !verify(draft, beside)) {
        return Failure.FAILED;
      }
      Trees.delete(folder.resolve("target"));
      deliver(draft, given);
      if (students.isPresent()) {
        Path table = draft.beside("variants.csv");
        Files.writeString(table, given(edition.exercises(), students.get()));
        draft.replace(table, variants.toAbsolutePath());
        say(variants + " tells whose variant is which");
      }
    }
    return 0;
  }

  private static String names(StudentEdition edition) {
    return edition.exercises().size() + " exercises";
  }

  private void say(String line) {
    PrintWriter console = spec.commandLine().getOut();
    console.println("  " + line);
    console.flush();
  }

  /** Puts what is due where students look first: before the README's first section. */
  private static void announce(Path readme, String table) throws IOException {
    String text = Files.exists(readme) ? Files.readString(readme) : "";
    int section = text.startsWith("## ") ? 0 : text.indexOf("\n## ") + 1;
    boolean none = section == 0 && !text.startsWith("## ");
    int at = none ? text.length() : section;
    String before = text.substring(0, at);
    String gap = before.isEmpty() || before.endsWith("\n\n") ? "" : "\n";
    Files.writeString(readme, before + gap + table + (none ? "" : "\n") + text.substring(at));
  }

  /** What is due, for students to read. */
  static String table(CoursePlan plan, List<Exercise> exercises) {
    DateTimeFormatter written =
        DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm (xxx)", Locale.ENGLISH);
    StringBuilder table = new StringBuilder("## " + plan.course() + ": what is due\n\n");
    table.append("| exercise | title | points | due |\n|---|---|---|---|\n");
    for (Assignment assignment : plan.term().assignments()) {
      Exercise exercise =
          exercises.stream()
              .filter(each -> each.name().equals(assignment.exercise()))
              .findFirst()
              .orElseThrow();
      // a plan that says no title repeats the name
      boolean titled = !assignment.title().equals(assignment.exercise());
      table.append(
          String.format(
              Locale.ROOT,
              "| [%s](exercises/%s/README.md) | %s | %s | %s |\n",
              exercise.name(),
              exercise.packageName(),
              (titled ? assignment.title() : exercise.title()).replace("|", "\\|"),
              points(assignment.points()),
              written.format(assignment.due().atZone(plan.zone()))));
    }
    return table.append("\nTimes are those of ").append(plan.zone()).append(".\n").toString();
  }

  private static String points(double points) {
    return points % 1 == 0 ? Long.toString((long) points) : Double.toString(points);
  }

  /** Gives every student a variant of each exercise that has some, and lists them. */
  static String given(List<Exercise> exercises, Roster students) throws IOException {
    StringBuilder table = new StringBuilder("student,exercise,variant\n");
    for (Exercise exercise : exercises) {
      if (Variant.give(exercise)) {
        for (Student student : students.students()) {
          int number = Variant.of(exercise, student.id()).number();
          table.append(csv(student.id())).append(',').append(exercise.name());
          table.append(',').append(number).append('\n');
        }
      }
    }
    return table.toString();
  }

  private static String csv(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private boolean verify(Draft draft, Path beside) throws IOException, InterruptedException {
    say("mvn verify in it, which takes some minutes ...");
    Path log = draft.beside("mvn.log");
    Tool.Ended maven = Tool.run(draft.folder(), log, Tool.maven(), "-B", "verify");
    if (maven.status() == 0) {
      say(String.format(Locale.ROOT, "mvn verify passed in %d s", maven.seconds()));
      return true;
    }
    Path kept = beside.resolve("student-edition.mvn.log");
    draft.replace(log, kept);
    PrintWriter err = spec.commandLine().getErr();
    err.println("unroll: mvn verify failed in the student edition; " + kept + " tells all:");
    maven.errors(10).forEach(line -> err.println("  " + line));
    return false;
  }

  private void deliver(Draft draft, Optional<GitBranch> given)
      throws IOException, InterruptedException {
    String proved = skipVerify ? " (mvn verify was skipped)" : "";
    if (given.isPresent()) {
      GitBranch.Made made = given.get().commit(draft.folder(), draft.beside("git"));
      say(
          "branch "
              + branch
              + (made.isNew() ? " is at " : " holds the same already, at ")
              + made.commit().substring(0, 10)
              + proved);
    } else if (isZip(out)) {
      Path zip = draft.beside("zip");
      zip(draft.folder(), zip);
      draft.move(zip, out);
      say(out + proved);
    } else {
      draft.move(draft.folder(), out);
      say(out + proved);
    }
  }

  private static boolean isZip(Path out) {
    return out.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static void zip(Path folder, Path file) throws IOException {
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(stream);
        Stream<Path> files = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
        String inside = folder.relativize(each).toString().replace('\\', '/');
        zip.putNextEntry(new ZipEntry("student-edition/" + inside));
        Files.copy(each, zip);
        zip.closeEntry();
      }
    }
  }
}
