package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.sandbox.Sandbox;

/** The exercise with variants, in the variants of twenty students. */
@Tag("solutions")
class VariantTest {
  private static final Pattern NOTE =
      Pattern.compile("// Breaks task ([0-9]+), and the message names: (.+)");
  private static final int STUDENTS = 20;
  private static final int TASK = 3;

  @TempDir Path folder;
  private Exercise exercise;

  @BeforeEach
  void copyTheExercise() throws IOException {
    copy(Path.of("exercises/e03_counting"), folder.resolve("exercises/e03_counting"));
    copy(Path.of("solutions/e03_counting"), folder.resolve("solutions/e03_counting"));
    exercise = Exercise.named(folder, "03-counting");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** A secret that is the same in every run, as if it had been drawn. */
  private void secret(String text) throws IOException {
    Files.writeString(exercise.solution().resolve("variants.secret"), text);
  }

  private List<Variant> variants() {
    return IntStream.range(0, STUDENTS)
        .mapToObj(i -> Variant.of(exercise, "student" + i))
        .distinct()
        .toList();
  }

  private Workbench bench() {
    List<Path> tests = new ArrayList<>(exercise.publicTests());
    tests.addAll(exercise.hiddenTests());
    return Workbench.of(exercise, tests, folder.resolve("received"));
  }

  /** The reference and the wrong answers of a variant. */
  private List<Path> answers(Variant variant) throws IOException {
    List<Path> sources = new ArrayList<>(exercise.wrongAnswers());
    sources.add(0, exercise.reference());
    List<Path> made = new ArrayList<>();
    Path place = Files.createDirectories(folder.resolve("variant" + variant.number()));
    for (Path source : sources) {
      Path file = place.resolve(source.getFileName());
      made.add(Files.writeString(file, variant.into(Files.readString(source))));
    }
    return made;
  }

  @Test
  void everyVariantKeepsThePromisesOfTheExercise() throws IOException {
    secret("a secret of a test");
    Workbench bench = bench();
    for (Variant variant : variants()) {
      List<Path> answers = answers(variant);
      Compilation compiled = Workbench.compiled(exercise, answers);
      Workbench asking = bench.with(variant);
      Report full = asking.check(compiled, exercise.subject());
      assertTrue(full.passed(), full::text);
      for (Path wrong : answers.subList(1, answers.size())) {
        Matcher note = NOTE.matcher(Files.readString(wrong));
        assertTrue(note.find());
        int task = Integer.parseInt(note.group(1));
        if (task == TASK) {
          String name = wrong.getFileName().toString().replace(".java", "");
          Report report = asking.check(compiled, name);
          assertFalse(report.passed(task), () -> variant + " " + name);
          assertTrue(
              report.task(task).stream().anyMatch(test -> test.message().contains(note.group(2))),
              () -> variant + " " + name + ": " + report.text());
        }
      }
    }
  }

  @Test
  void anothersSolutionIsRefusedAndToldWhoseItIs() throws IOException {
    Variant mine = new Variant(7, 9);
    Workbench bench = bench().with(mine);
    for (int other : mine.others()) {
      Compilation theirs =
          Workbench.compiled(exercise, answers(new Variant(other, 9)).subList(0, 1));
      Report report = bench.check(theirs, exercise.subject());
      assertFalse(report.passed(TASK));
      String message =
          "the base is that of variant " + other + "; yours is variant 7: the base is 2k + 7";
      assertTrue(
          report.task(TASK).stream().anyMatch(test -> test.message().contains(message)),
          report::text);
    }
  }

  @Test
  void markerAsksEachStudentForTheirOwn() throws IOException {
    secret("a secret of a test");
    String student = "student1";
    Variant theirs = Variant.of(exercise, student);
    Variant other = new Variant(theirs.others().get(1), theirs.most());
    String reference = Files.readString(exercise.reference());
    try (Marker marker = Marker.open(exercise, Sandbox.none(), 1)) {
      assertTrue(marker.mark(answer(student, theirs.into(reference))).report().passed());
      assertTrue(marker.mark(answer(student + "@2", theirs.into(reference))).report().passed());
      assertFalse(marker.mark(answer(student, other.into(reference))).report().passed(TASK));
    }
  }

  private static Submission answer(String id, String source) {
    return Submission.of(id, Map.of("Counting.java", source));
  }

  @Test
  void practiceAsksForTheVariantThatWasChosen() throws IOException {
    Files.writeString(
        exercise.folder().resolve("Counting.java"),
        new Variant(4, 9).into(Files.readString(exercise.reference())));
    assertFalse(Practice.check(folder, "03-counting").passed());
    Variant.choose(exercise, 4);
    assertTrue(Practice.check(folder, "03-counting").passed());
  }

  @Test
  void numbersAreSpreadAndDependOnTheSecret() throws IOException {
    secret("one");
    List<Integer> first = numbers();
    secret("two");
    assertTrue(new TreeSet<>(first).size() > 4, first::toString);
    assertFalse(first.equals(numbers()));
    assertTrue(first.stream().allMatch(number -> number >= 1 && number <= 9), first::toString);
  }

  private List<Integer> numbers() {
    return IntStream.range(0, STUDENTS)
        .mapToObj(i -> Variant.of(exercise, "student" + i).number())
        .toList();
  }

  @Test
  void secretThatIsThereStays() throws IOException {
    assertTrue(Variant.give(exercise));
    List<Integer> first = numbers();
    assertTrue(Variant.give(exercise));
    assertEquals(first, numbers());
  }

  @Test
  void withoutASecretNobodyHasAVariant() {
    assertEquals(0, Variant.of(exercise, "student1").number());
  }

  @Test
  void variantsAreNotMarkedWithoutKnowingWhose() throws IOException {
    Variant.requireNone(exercise);
    Variant.give(exercise);
    assertThrows(IllegalArgumentException.class, () -> Variant.requireNone(exercise));
  }

  @Test
  void numberThatThereIsNotIsRefused() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Variant.choose(exercise, 10));
    assertEquals(
        "the variants are 1 to 9 (0 is the exercise without one), not 10", refused.getMessage());
  }
}
