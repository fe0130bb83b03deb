package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.data.CourseHome;
import unroll.grade.progress.ProgressFile;

/** The commands {@code check}, {@code watch} and {@code data}, in a course of their own. */
@Tag("solutions")
class ExerciseCommandsTest {
  private static final Path SHIPPED = Path.of("").toAbsolutePath();

  @TempDir Path home;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void makeCourse() throws IOException {
    Files.createDirectories(home.resolve("notebooks"));
    copy("exercises/e02_elman");
    try (Stream<Path> folders = Files.walk(SHIPPED.resolve("datasets"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        copy(SHIPPED.relativize(folder).toString());
      }
    }
    // a starter that reads as the shipped one, even if somebody has solved that
    Path reference = SHIPPED.resolve("solutions/e02_elman/Elman.java");
    Files.writeString(
        answer(),
        Files.readString(reference)
            .replaceAll(
                "(?s)// BEGIN SOLUTION ([0-9]).*?// END SOLUTION [0-9]",
                "throw new UnsupportedOperationException(\"Task $1\");"));
    System.setProperty(CourseHome.PROPERTY, home.toString());
  }

  @AfterEach
  void forgetCourse() {
    System.clearProperty(CourseHome.PROPERTY);
  }

  @Test
  void checkOfAStarterEndsWithOneAndNamesEveryTask() {
    assertEquals(1, run("check", "02-elman"));
    assertTrue(out.toString().contains("0 of 9 points"), out::toString);
    assertTrue(out.toString().contains("Task 3: the mean cross-entropy"), out::toString);
    assertFalse(out.toString().contains("\u001b"), "colour though nobody looks");
  }

  @Test
  void checkOfASolutionEndsWithZero() throws IOException {
    solve();
    assertEquals(0, run("check", "02-elman"));
    assertTrue(out.toString().contains("9 of 9 points"), out::toString);
  }

  @Test
  void checkOfAnUnknownExerciseEndsWithTwoAndListsThoseThereAre() {
    assertEquals(2, run("check", "99-none"));
    assertEquals("unroll: There is no exercise \"99-none\". There are: 02-elman.\n", lines(err));
  }

  @Test
  void checkWritesDownWhatPasses() throws IOException {
    solve();
    run("check", "02-elman");
    assertEquals(
        Set.of(1, 2, 3), ProgressFile.of(home).read().solved("02-elman"), () -> "" + out + err);
  }

  @Test
  void checkSaysThatWhatPassesCannotBeWrittenDown() throws IOException {
    solve();
    Files.createDirectory(ProgressFile.of(home).file());
    run("check", "02-elman");
    assertTrue(lines(err).startsWith("unroll: this is not written down: "), err::toString);
  }

  @Test
  void theBeginningOfANameIsEnough() throws IOException {
    solve();
    assertEquals(0, run("check", "02"), err::toString);
  }

  @Test
  void checkWithoutANameEndsWithTwoAndListsThoseThereAre() {
    assertEquals(2, run("check"));
    assertEquals("unroll: Which exercise? There are: 02-elman.\n", lines(err));
  }

  @Test
  void hintsAreGivenTierByTier() {
    assertEquals(0, run("check", "02-elman", "--hint", "2"));
    assertEquals(0, run("check", "02-elman", "--hint", "2"));
    assertTrue(out.toString().startsWith("Hint 2.1 of 02-elman"), out::toString);
    assertTrue(out.toString().contains("Hint 2.2 of 02-elman"), out::toString);
  }

  @Test
  void hintWithoutATaskIsForTheFirstOneToDo() {
    assertEquals(0, run("check", "02-elman", "--hint"));
    assertTrue(out.toString().startsWith("Hint 1.1 of 02-elman"), out::toString);
  }

  @Test
  void hintOfASolvedExerciseIsNone() throws IOException {
    solve();
    assertEquals(0, run("check", "02-elman", "--hint"));
    assertEquals("All tasks of 02-elman are solved: no hint needed.\n", lines(out));
  }

  @Test
  void hintThatIsNoNumberEndsWithTwo() {
    assertEquals(2, run("check", "02-elman", "--hint", "last"));
    assertTrue(lines(err).startsWith("unroll: --hint takes a task"), err::toString);
  }

  @Test
  void watchChecksAgainWhenAFileIsSavedAndEndsWhenAllPasses() throws Exception {
    CompletableFuture<Integer> watching =
        CompletableFuture.supplyAsync(() -> run("watch", "02-elman"));
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!out.toString().contains("Waiting for you to save") && Instant.now().isBefore(end)) {
      Thread.sleep(20);
    }
    assertTrue(out.toString().contains("[to do]  Task 1"), out::toString);
    assertFalse(out.toString().contains("Task 2"), "only the next thing to do");
    solve();
    assertEquals(0, watching.get(30, TimeUnit.SECONDS));
    assertTrue(out.toString().contains("9 of 9 points"), out::toString);
    assertEquals(Set.of(1, 2, 3), ProgressFile.of(home).read().solved("02-elman"));
  }

  @Test
  void watchOfAnUnknownExerciseEndsWithTwo() {
    assertEquals(2, run("watch", "99-none"));
  }

  @Test
  void dataVerifyOfTheShippedDataEndsWithZero() {
    assertEquals(0, run("data", "verify"));
    assertTrue(lines(out).endsWith("files are as the catalogue says.\n"), out::toString);
  }

  @Test
  void dataVerifyNamesTheDamagedFileInOneLineAndEndsWithTwo() throws IOException {
    Path damaged = home.resolve("datasets/shakespeare/hamlet.txt");
    Files.writeString(damaged, Files.readString(damaged).replace("HAMLET", "HAMLEt"));
    assertEquals(2, run("data", "verify"));
    assertEquals(1, lines(err).lines().count());
    assertTrue(lines(err).startsWith("unroll: "), err::toString);
    assertTrue(lines(err).contains("hamlet.txt has been changed"), err::toString);
  }

  @Test
  void dataListTellsSizeAndLicence() {
    assertEquals(0, run("data", "list"));
    assertTrue(lines(out).contains("170,714  public domain"), out::toString);
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path answer() {
    return home.resolve("exercises/e02_elman/Elman.java");
  }

  private void solve() throws IOException {
    Files.copy(
        SHIPPED.resolve("solutions/e02_elman/Elman.java"),
        answer(),
        StandardCopyOption.REPLACE_EXISTING);
    // a file system may count in whole seconds; a save must not look like the state before
    Files.setLastModifiedTime(answer(), FileTime.from(Instant.now().plusSeconds(5)));
  }

  private void copy(String folder) throws IOException {
    Path target = Files.createDirectories(home.resolve(folder));
    try (Stream<Path> files = Files.list(SHIPPED.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  private static String lines(StringWriter writer) {
    return writer.toString().replace(System.lineSeparator(), "\n");
  }
}
