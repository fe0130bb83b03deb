package unroll.grade.similarity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.grade.Exercise;
import unroll.grade.roster.Collected;

/** What is compared, by what, and what comes of it; JPlag itself is not run here. */
class SimilarityTest {
  @TempDir Path folder;

  @Test
  void javaThatIsLateEnoughIsFoundWhereverItIs() throws IOException {
    Path old = java("old", "\"17.0.15\"", true);
    Path late = java("shelf/late", "\"25\"", true);
    Map<String, String> environment = Map.of("JAVA_HOME", old.toString(), "PATH", "");
    assertEquals(
        Optional.of(new LaterJava(late, 25)),
        LaterJava.find(21, environment, List.of(folder.resolve("shelf"))));
    assertEquals(Optional.empty(), LaterJava.find(21, environment, List.of()));
  }

  @Test
  void javaOnThePathIsFoundBehindALink() throws IOException {
    Path late = java("jdk", "\"21.0.2\"", true);
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), late.resolve("bin/java"));
    assertEquals(
        21, LaterJava.find(21, Map.of("PATH", bin.toString()), List.of()).orElseThrow().feature());
  }

  @Test
  void javaWithoutACompilerIsPassedOver() throws IOException {
    java("shelf/jre", "\"25\"", false);
    assertEquals(Optional.empty(), LaterJava.find(21, Map.of(), List.of(folder.resolve("shelf"))));
  }

  @ParameterizedTest
  @CsvSource({"\"1.8.0_402\", 1", "\"21\", 21", "\"25-ea\", 25"})
  void releaseIsReadOffItsFirstNumber(String version, int feature) throws IOException {
    assertEquals(feature, LaterJava.of(java("jdk", version, true)).orElseThrow().feature());
  }

  @Test
  void nonsenseInAReleaseFileIsNoJava() throws IOException {
    assertEquals(Optional.empty(), LaterJava.of(java("jdk", "\"soon\"", true)));
  }

  @Test
  void answersLieAsTheIntakeReadsThem() throws IOException {
    Exercise exercise = exercise();
    Path handins = Files.createDirectories(folder.resolve("handins"));
    Path anna = Files.createDirectories(handins.resolve("anna/hw/src"));
    Files.writeString(anna.resolve("Mine.java"), "package hw; class Mine { int anna; }");
    Files.writeString(anna.resolve("notes.txt"), "notes");
    Path first = Files.writeString(handins.resolve("1.java"), "class Mine { int early; }");
    Path second = Files.writeString(handins.resolve("2.java"), "class Mine { int late; }");
    Path gone = Files.writeString(handins.resolve("3.rar"), "x");
    Answers answers =
        Answers.write(
            exercise,
            List.of(
                collected("anna", 1, handins.resolve("anna")),
                collected("../b/o:b", 1, first),
                collected("../b/o:b", 2, second),
                collected("../b/o:b", 3, gone),
                collected("carl", 1, gone)),
            Files.createDirectory(folder.resolve("scratch")));
    assertEquals(List.of("carl"), answers.unread());
    assertEquals(Map.of("anna", "anna", "__b_o_b", "../b/o:b"), answers.students());
    assertEquals(
        "class Mine { int late; }",
        Files.readString(answers.submissions().resolve("__b_o_b/Mine.java")));
    assertFalse(Files.exists(answers.submissions().resolve("anna/notes.txt")));
    String base = Files.readString(answers.base().resolve("Mine.java"));
    assertTrue(base.contains("Task 1 of 90-numbers"), base);
    assertFalse(base.contains("secret"), base);
  }

  @Test
  void pairsAreReadAsTheyWereWritten() throws IOException {
    Pairs pairs =
        Pairs.parse(
            List.of("s2\ts1\t0.25\t0.5", "s1\ts3\t1.0\t1.0", "s3\ts2\t0.5\t0.75"),
            Map.of("s1", "anna", "s2", "bob, \"the\" builder", "s3", "carl"));
    assertEquals(new Pairs.Pair("anna", "carl", 1, 1), pairs.pairs().get(0));
    assertEquals(0.5, pairs.median());
    Path file = Files.writeString(folder.resolve(Pairs.FILE), pairs.csv());
    assertEquals(pairs, Pairs.read(file));
  }

  @ParameterizedTest
  @CsvSource({"'student,points\na,3\n'", "'first,second,average,maximum\na,b,high,1\n'", "''"})
  void tableOfSomethingElseIsRefusedInOneLine(String text) throws IOException {
    Path file = Files.writeString(folder.resolve(Pairs.FILE), text);
    String message =
        assertThrows(IllegalArgumentException.class, () -> Pairs.read(file)).getMessage();
    assertTrue(message.contains("run unroll similarity again"), message);
  }

  private Exercise exercise() throws IOException {
    Path solution = Files.createDirectories(folder.resolve("solutions/e90_numbers"));
    Files.writeString(
        solution.resolve("Mine.java"),
        """
        package e90_numbers;

        class Mine {
          int twice(int x) {
            // BEGIN SOLUTION 1
            return secret(x);
            // END SOLUTION 1
          }
        }
        """);
    return new Exercise(
        "90-numbers",
        "Numbers",
        Files.createDirectories(folder.resolve("exercises/e90_numbers")),
        solution,
        "Numbers",
        "Mine",
        new TreeMap<>(Map.of(1, "twice")));
  }

  private static Collected collected(String student, int attempt, Path entry) {
    return new Collected(student, attempt, entry, Optional.empty(), List.of());
  }

  private Path java(String name, String version, boolean compiler) throws IOException {
    Path home = folder.resolve(name);
    Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(program, "");
    assertTrue(program.toFile().setExecutable(true));
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION="
            + version
            + "\nMODULES=\"java.base"
            + (compiler ? " jdk.compiler" : "")
            + "\"\n");
    return home;
  }
}
