package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import unroll.data.CourseHome;
import unroll.grade.author.NewExercise;

/** Releases, some of them of a made-up course of one exercise under git. */
@Tag("solutions")
class ReleaseCommandTest {
  private static final String SECRET = "h = (1 - alpha) * h + alpha * x.get(t);";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path course;

  @BeforeEach
  void makeACourse() throws IOException {
    course = Files.createDirectories(folder.resolve("course"));
    Files.createDirectories(course.resolve("notebooks"));
    Files.createDirectories(course.resolve("datasets"));
    Files.writeString(course.resolve("datasets/one.txt"), "one");
    Files.writeString(course.resolve(".gitignore"), "target/\n*.txt\n");
    new NewExercise("23-leaky-units", "a unit that leaks", false).write(course);
    System.setProperty(CourseHome.PROPERTY, course.toString());
  }

  @AfterEach
  void forgetTheCourse() {
    System.clearProperty(CourseHome.PROPERTY);
  }

  private int release(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "release";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }

  @Test
  void placeIsNeeded() {
    assertEquals(2, release());
    assertTrue(err.toString().contains("give either --out FOLDER (or a .zip) or --branch NAME"));
  }

  @Test
  void nothingThatIsThereIsReplaced() {
    assertEquals(2, release("--out", folder.toString()));
    assertTrue(err.toString().contains("is there already; give a new name"));
  }

  @Test
  void mistakeInThePlanIsToldWithItsLine() throws IOException {
    Path plan = Files.writeString(folder.resolve("course.yaml"), "course: c\nzone: Mars\n");
    assertEquals(2, release("--plan", plan.toString(), "--out", folder.resolve("x").toString()));
    assertTrue(err.toString().contains("course.yaml, line 2: zone is a name like Europe/Berlin"));
  }

  private String readme(String plan) throws IOException {
    Path file = Files.writeString(folder.resolve("course.yaml"), plan);
    Path place = folder.resolve("edition");
    String[] asked = {"--skip-verify", "--plan", file.toString(), "--out", place.toString()};
    assertEquals(0, release(asked), err::toString);
    return Files.readString(place.resolve("README.md"));
  }

  @Test
  void whatIsDueStandsBeforeTheFirstSection() throws IOException {
    Files.writeString(course.resolve("README.md"), "# A course\n\nWords.\n\n## More\n");
    new NewExercise("24-not-given", "not given", false).write(course);
    assertEquals(
        """
        # A course

        Words.

        ## RNNs: what is due

        | exercise | title | points | due |
        |---|---|---|---|
        | [23-leaky-units](exercises/e23_leaky_units/README.md) | Leaks | 2.5 | Wednesday, 1 July 2026, 12:00 (+02:00) |

        Times are those of Europe/Berlin.

        ## More
        """,
        readme(
            """
            course: RNNs
            zone: Europe/Berlin
            assignments:
              - {exercise: 23-leaky-units, title: Leaks, points: 2.5, due: 2026-07-01 12:00}
            """));
    assertFalse(Files.exists(folder.resolve("edition/exercises/e24_not_given")));
  }

  @Test
  void exerciseKeepsItsTitleWhereThePlanSaysNone() throws IOException {
    String text =
        readme(
            """
            course: RNNs
            zone: Europe/Berlin
            assignments: [{exercise: 23-leaky-units, due: 2026-11-30 23:59}]
            """);
    assertTrue(
        text.contains("| a unit that leaks | 100 | Monday, 30 November 2026, 23:59 (+01:00) |"),
        text);
  }

  @Test
  void exerciseThatIsNotThereIsNamed() throws IOException {
    Path plan =
        Files.writeString(
            folder.resolve("course.yaml"),
            "course: c\nzone: UTC\nassignments: [{exercise: 99-x, due: 2026-11-30 23:59}]\n");
    assertEquals(2, release("--plan", plan.toString(), "--out", folder.resolve("x").toString()));
    assertTrue(err.toString().contains("There is no exercise \"99-x\""), err.toString());
  }

  @Test
  void zipHoldsTheEditionAndNoSolution() throws IOException {
    Path zip = folder.resolve("edition.ZIP");
    assertEquals(0, release("--skip-verify", "--out", zip.toString()), err::toString);
    try (ZipFile read = new ZipFile(zip.toFile())) {
      assertEquals(
          List.of(
              "student-edition/.gitignore",
              "student-edition/datasets/one.txt",
              "student-edition/exercises/e23_leaky_units/LeakyUnits.java",
              "student-edition/exercises/e23_leaky_units/LeakyUnitsContract.java",
              "student-edition/exercises/e23_leaky_units/LeakyUnitsTest.java",
              "student-edition/exercises/e23_leaky_units/README.md",
              "student-edition/exercises/e23_leaky_units/exercise.properties"),
          read.stream().map(ZipEntry::getName).toList());
    }
  }

  @Test
  void nothingButTheEditionIsLeftBeside() throws IOException {
    Path place = Files.createDirectory(folder.resolve("place"));
    assertEquals(0, release("--skip-verify", "--out", place.resolve("edition").toString()));
    try (Stream<Path> left = Files.list(place)) {
      assertEquals(List.of(place.resolve("edition")), left.toList());
    }
  }

  @Test
  void everyStudentIsGivenAVariantWhereThereAreSome() throws IOException {
    Path description = course.resolve("exercises/e23_leaky_units/exercise.properties");
    Files.writeString(description, Files.readString(description) + "variants = 5\n");
    Path roster =
        Files.writeString(folder.resolve("r.csv"), "id,name\nada,Ada Abel\nbob,Bob Beck\n");
    Path table = folder.resolve("variants.csv");
    Path zip = folder.resolve("edition.zip");
    int status =
        release(
            "--skip-verify",
            "--roster",
            roster.toString(),
            "--variants",
            table.toString(),
            "--out",
            zip.toString());
    assertEquals(0, status, err::toString);
    String text = Files.readString(table);
    assertTrue(
        text.matches(
            "student,exercise,variant\nada,23-leaky-units,[1-5]\nbob,23-leaky-units,[1-5]\n"),
        text);
    assertTrue(
        Files.exists(course.resolve("solutions/e23_leaky_units/variants.secret")), "the secret");
  }

  @Test
  void rosterWithoutAPlaceForTheVariantsIsRefused() {
    assertEquals(2, release("--roster", "r.csv", "--out", folder.resolve("x").toString()));
    assertTrue(err.toString().contains("--roster and --variants go together"), err.toString());
  }

  @Test
  void branchHoldsTheEditionAndNoSolution() throws Exception {
    Repository repository = Repository.of(course);
    repository.commitAll("The course");
    assertEquals(0, release("--skip-verify", "--branch", "students"), err::toString);
    List<String> history = repository.git("log", "-p", "students");
    assertTrue(history.stream().noneMatch(line -> line.contains(SECRET)));
    assertTrue(repository.git("log", "-p", "main").stream().anyMatch(l -> l.contains(SECRET)));
    assertEquals(
        List.of(".gitignore", "datasets", "exercises"),
        repository.git("ls-tree", "--name-only", "students"));
  }

  @Test
  void folderWithoutGitHasNoBranches() throws Exception {
    Repository.require();
    assertEquals(2, release("--skip-verify", "--branch", "students"));
    assertTrue(err.toString().contains("is not under git, so it has no branches"), err.toString());
    assertEquals("", out.toString());
  }
}
