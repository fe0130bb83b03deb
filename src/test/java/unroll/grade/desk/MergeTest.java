package unroll.grade.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shards, and putting them together. */
class MergeTest {
  private static final int PARTS = 4;
  private static final int STUDENTS = 16;
  private static final List<String> KINDS = List.of("ab", "a", "b", "", "!");

  @TempDir Path folder;

  private Lab lab;
  private Path out;

  @BeforeEach
  void handIn() throws IOException {
    lab = Lab.in(folder, "90-lab");
    out = folder.resolve("merged");
    Instant at = Instant.parse("2026-10-05T12:00:00Z");
    for (int i = 0; i < STUDENTS; i++) {
      for (int attempt = 1; attempt <= 1 + i % 3; attempt++) {
        String passes = KINDS.get((i + attempt) % KINDS.size());
        lab.hand("student" + i, attempt, passes, Optional.of(at.plusSeconds(60 * attempt)));
      }
    }
  }

  @Test
  void mergedShardsAreTheUnshardedRun() throws IOException {
    Path whole = folder.resolve("whole");
    Summary summary = lab.grade(whole);
    assertEquals(summary.rows().size(), Merge.of(shards(), out));
    assertEquals(
        Files.readString(whole.resolve("results.csv")),
        Files.readString(out.resolve("results.csv")));
    assertEquals(results(whole), results(out));
    assertEquals(pages(whole), pages(out));
    lab.marked.clear();
    lab.grade(out);
    assertEquals(List.of(), lab.marked, "the whole class is taken for marked");
  }

  @Test
  void everyStudentIsInOneShardWithAllAttempts() {
    List<String> students = new ArrayList<>();
    for (Path part : shards()) {
      List<String> here =
          MarkedFolder.read(part).rows().stream().map(row -> row.student()).distinct().toList();
      assertTrue(here.size() > 1, "a fair part: " + here);
      students.addAll(here);
    }
    assertEquals(STUDENTS, students.size());
    assertEquals(STUDENTS, students.stream().distinct().count());
  }

  @Test
  void shardWithoutStudentsIsMergedAsWell() throws IOException {
    lab = Lab.in(folder, "92-few");
    lab.hand("ada", "ab");
    lab.hand("bob", "a");
    Path whole = folder.resolve("whole");
    lab.grade(whole);
    List<Path> parts = new ArrayList<>();
    for (int number = 1; number <= 8; number++) {
      Path part = folder.resolve("tiny" + number);
      lab.grade(part, Optional.of(new Shard(number, 8)), difference -> false);
      parts.add(part);
    }
    Merge.of(parts, out);
    assertEquals(
        Files.readString(whole.resolve("results.csv")),
        Files.readString(out.resolve("results.csv")));
  }

  @Test
  void shardThatIsMissingIsTold() {
    assertRefused(shards().subList(1, PARTS), "shard 1/4 is missing");
  }

  @Test
  void otherConditionsAreTold() throws IOException {
    List<Path> parts = shards();
    lab.weigh(3);
    lab.grade(parts.get(2), Optional.of(new Shard(3, PARTS)), difference -> true);
    assertRefused(parts, "under other conditions than the rest (other tests)");
  }

  @Test
  void resultsThatWaitAreTold() throws IOException {
    List<Path> parts = shards();
    lab.weigh(3);
    lab.grade(parts.get(2), Optional.of(new Shard(3, PARTS)), difference -> false);
    assertRefused(parts, "has new results that wait");
  }

  @Test
  void otherExerciseIsTold() throws IOException {
    Lab other = Lab.in(folder, "91-other");
    other.hand("somebody", "ab");
    Path there = folder.resolve("there");
    other.grade(there);
    Path here = folder.resolve("here");
    lab.grade(here);
    assertRefused(List.of(here, there), "there are results of 91-other and of 90-lab");
  }

  @Test
  void overlapThatAgreesIsTakenOnceAndOneThatDoesNotIsTold() throws IOException {
    Path early = folder.resolve("early");
    lab.grade(early);
    Path again = folder.resolve("again");
    lab.grade(again);
    int submissions = MarkedFolder.read(early).rows().size();
    assertEquals(submissions, Merge.of(List.of(early, again), out));
    lab.hand("student0", "b");
    lab.grade(again, Optional.empty(), difference -> true);
    out = folder.resolve("other");
    assertRefused(List.of(early, again), "hold different results of student0");
  }

  @Test
  void folderOfOtherResultsIsNotWrittenTo() throws IOException {
    Lab other = Lab.in(folder, "91-other");
    other.hand("somebody", "ab");
    other.grade(out);
    String before = Files.readString(out.resolve("results.csv"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Merge.of(shards(), out))
            .getMessage()
            .contains("holds other results"));
    assertEquals(before, Files.readString(out.resolve("results.csv")));
  }

  @Test
  void mergeThatWasCutShortGoesOn() throws IOException {
    List<Path> parts = shards();
    Merge.of(parts, out);
    Map<String, JsonObject> whole = results(out);
    String csv = Files.readString(out.resolve("results.csv"));
    // as a kill after 20 submissions leaves it
    Path journal = out.resolve("journal.jsonl");
    List<String> lines = Files.readAllLines(journal);
    Files.writeString(journal, String.join("\n", lines.subList(0, 20)) + "\n{\"exer");
    Files.delete(out.resolve("results.csv"));
    Files.delete(out.resolve("feedback/student9.html"));
    Merge.of(parts, out);
    assertEquals(whole, results(out));
    assertEquals(csv, Files.readString(out.resolve("results.csv")));
  }

  @Test
  void folderWithoutResultsIsTold() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertRefused(List.of(empty), "holds no results");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/3", "4/3", "3", "a/b", "-1/3", "1/0", "99999999999/3", ""})
  void shardThatIsNoneIsTold(String written) {
    assertThrows(IllegalArgumentException.class, () -> Shard.parse(written));
  }

  @Test
  void shardIsReadAsItIsWritten() {
    assertEquals("3/16", Shard.parse("3/16").toString());
  }

  private List<Path> shards() {
    List<Path> parts = new ArrayList<>();
    for (int number = 1; number <= PARTS; number++) {
      Path part = folder.resolve("part" + number);
      lab.grade(part, Optional.of(new Shard(number, PARTS)), difference -> false);
      parts.add(part);
    }
    return parts;
  }

  private void assertRefused(List<Path> parts, String why) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Merge.of(parts, out)).getMessage();
    assertTrue(message.contains(why), message);
    assertEquals(1, message.lines().count());
    assertFalse(Files.exists(out), "nothing is written");
  }

  /** The results without what depends on the clock. */
  private static Map<String, JsonObject> results(Path out) throws IOException {
    Map<String, JsonObject> results = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("results"))) {
      for (Path file : files.toList()) {
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        json.remove("at");
        results.put(file.getFileName().toString(), json);
      }
    }
    return results;
  }

  private static List<String> pages(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out.resolve("feedback"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
