package unroll.grade.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Marking again: what is shown, what is replaced, what is kept. */
class RegradeTest {
  @TempDir Path folder;

  private final List<Difference> shown = new ArrayList<>();
  private Lab lab;
  private Path out;

  @BeforeEach
  void gradeOnce() throws IOException {
    lab = Lab.in(folder, "90-lab");
    out = folder.resolve("out");
    lab.hand("ada", "ab");
    lab.hand("bob", "a");
    lab.hand("cy", "");
    lab.grade(out);
    lab.marked.clear();
  }

  @Test
  void scoresThatWouldChangeAreShownAndNothingIsReplaced() throws IOException {
    Map<String, String> before = files(out);
    lab.weigh(5);
    Summary summary = lab.grade(out, Optional.empty(), this::refuse);
    assertEquals(3, summary.waiting());
    assertEquals(0, summary.replaced());
    assertEquals(
        List.of(
            "ada: 3 of 3 -> 6 of 6; b: passed (2) -> passed (5)",
            "bob: 1 of 3 -> 1 of 6",
            "cy: 0 of 3 -> 0 of 6"),
        shown.get(0).changes().stream().map(Change::line).toList());
    assertEquals(before, files(out));
  }

  @Test
  void unchangedOnesAreCounted() throws IOException {
    lab.hand("bob", "b");
    lab.weigh(2);
    Files.writeString(lab.exercise.solution().resolve("Note.java"), "no test");
    lab.grade(out, Optional.empty(), this::refuse);
    assertEquals(
        List.of(
            "bob: 1 of 3 -> 2 of 3 (handed in anew); a: passed (1) -> failed (0), b: failed (0)"
                + " -> passed (2)"),
        shown.get(0).changes().stream().map(Change::line).toList());
    assertEquals(2, shown.get(0).unchanged());
  }

  @Test
  void newResultsThatWaitAreNotMadeTwice() throws IOException {
    lab.weigh(5);
    lab.grade(out, Optional.empty(), this::refuse);
    lab.marked.clear();
    Summary summary = lab.grade(out, Optional.empty(), this::agree);
    assertEquals(List.of(), lab.marked);
    assertEquals(3, summary.replaced());
    assertEquals(shown.get(0), shown.get(1));
  }

  @Test
  void whatIsReplacedIsKeptWithItsTime() throws IOException {
    String json = Files.readString(out.resolve("results/ada.json"));
    String page = Files.readString(out.resolve("feedback/ada.html"));
    lab.weigh(5);
    lab.grade(out, Optional.empty(), this::agree);
    assertTrue(Files.readString(out.resolve("results/ada.json")).contains("\"points\": 6"));
    List<Path> kept = list(out.resolve("history/ada"));
    assertEquals(2, kept.size());
    assertTrue(kept.get(0).getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.html"));
    assertEquals(page, Files.readString(kept.get(0)));
    assertEquals(json, Files.readString(kept.get(1)));
    assertTrue(
        list(out.resolve("history")).stream()
            .anyMatch(file -> file.getFileName().toString().startsWith("difference-")));
    assertFalse(Files.exists(out.resolve("next")));
  }

  @Test
  void twoResultsOfTheSameSecondAreBothKept() throws IOException {
    for (int points : new int[] {5, 6, 7}) {
      lab.weigh(points);
      lab.grade(out, Optional.empty(), this::agree);
    }
    assertEquals(6, list(out.resolve("history/ada")).size());
  }

  @Test
  void journalKeepsEveryLine() throws IOException {
    List<String> before = Files.readAllLines(out.resolve("journal.jsonl"));
    lab.weigh(5);
    lab.grade(out, Optional.empty(), this::agree);
    List<String> after = Files.readAllLines(out.resolve("journal.jsonl"));
    assertEquals(before, after.subList(0, 3));
    assertEquals(6, after.size());
  }

  @Test
  void newResultsOfTheSameScoreTakeTheirPlacesUnasked() throws IOException {
    Files.writeString(lab.exercise.solution().resolve("Note.java"), "no test");
    Summary summary = lab.grade(out, Optional.empty(), this::refuse);
    assertEquals(List.of(), shown);
    assertEquals(3, summary.replaced());
    lab.marked.clear();
    lab.grade(out);
    assertEquals(List.of(), lab.marked);
  }

  @Test
  void newSubmissionsNeedNobodysAgreement() throws IOException {
    lab.hand("dora", "ab");
    Summary summary = lab.grade(out, Optional.empty(), this::refuse);
    assertEquals(List.of(), shown);
    assertEquals(0, summary.waiting());
    assertTrue(Files.exists(out.resolve("results/dora.json")));
  }

  @Test
  void scoreThatWouldBeLostNeedsAgreement() throws IOException {
    Files.delete(lab.hand("bob", "a"));
    lab.hand("bob", "!");
    assertEquals(1, lab.grade(out, Optional.empty(), this::refuse).waiting());
    assertEquals(
        "bob: 1 of 3 -> unreadable; a: passed (1) -> no such test, b: failed (0) ->"
            + " no such test",
        shown.get(0).changes().get(0).line());
  }

  @Test
  void readableAfterUnreadableIsNoChangeOfAScoreAndTheOldPageIsKept() throws IOException {
    lab.hand("emil", "!");
    lab.grade(out);
    lab.hand("emil", "ab");
    Summary summary = lab.grade(out, Optional.empty(), this::refuse);
    assertEquals(0, summary.waiting());
    assertEquals(3, summary.rows().get(3).points());
    assertEquals(2, list(out.resolve("history/emil")).size());
  }

  @Test
  void testsThatWereSetBackLeaveNothingWaiting() throws IOException {
    Map<String, String> before = files(out);
    lab.weigh(5);
    lab.grade(out);
    lab.weigh(2);
    lab.marked.clear();
    assertEquals(0, lab.grade(out).waiting());
    assertEquals(List.of(), lab.marked);
    assertEquals(before, files(out));
    assertFalse(Files.exists(out.resolve("next")));
  }

  @Test
  void graderFaultWhileMarkingAgainReplacesNoScore() throws IOException {
    lab.weigh(5);
    lab.hand("bob", "fault");
    Summary summary = lab.grade(out, Optional.empty(), this::agree);
    assertEquals(List.of("bob"), summary.faults());
    assertEquals(1, summary.rows().get(1).points());
    assertEquals(3, summary.rows().get(1).possible());
    assertEquals(6, summary.rows().get(0).points());
  }

  /** A kill between any two steps of replacing leaves what an earlier step has done. */
  @Test
  void replacingThatWasCutShortGoesOn() throws IOException {
    Path alone = folder.resolve("alone");
    lab.grade(alone);
    lab.weigh(5);
    lab.grade(alone, Optional.empty(), this::agree);
    lab.grade(out, Optional.empty(), this::refuse);
    // bob's old files are kept, the new JSON is in place, the journal does not know yet
    Outbox outbox = new Outbox(out);
    outbox.keep("bob", Journal.read(outbox.journal()).get("bob").at());
    Files.copy(
        out.resolve("next/results/bob.json"),
        out.resolve("results/bob.json"),
        StandardCopyOption.REPLACE_EXISTING);
    // ada is done
    outbox.keep("ada", Journal.read(outbox.journal()).get("ada").at());
    for (String file : List.of("results/ada.json", "feedback/ada.html")) {
      Files.copy(
          out.resolve("next").resolve(file),
          out.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (Journal journal = Journal.open(outbox.journal())) {
      journal.append(Journal.read(outbox.next().journal()).get("ada"));
    }
    lab.marked.clear();
    lab.grade(out, Optional.empty(), this::agree);
    assertEquals(List.of(), lab.marked);
    assertEquals(
        Files.readString(alone.resolve("results.csv")),
        Files.readString(out.resolve("results.csv")));
    assertEquals(2, list(out.resolve("history/ada")).size());
    assertTrue(list(out.resolve("history/bob")).size() >= 2);
  }

  @Test
  void folderOfAShardTakesNoOther() throws IOException {
    Path part = folder.resolve("part");
    lab.grade(part, Optional.of(new Shard(1, 2)), this::refuse);
    lab.grade(part, Optional.of(new Shard(1, 2)), this::refuse);
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> lab.grade(part, Optional.of(new Shard(2, 2)), this::refuse))
            .getMessage()
            .contains("holds shard 1/2"));
    assertThrows(IllegalArgumentException.class, () -> lab.grade(part));
    assertThrows(
        IllegalArgumentException.class,
        () -> lab.grade(out, Optional.of(new Shard(1, 2)), this::refuse));
  }

  private boolean refuse(Difference difference) {
    shown.add(difference);
    return false;
  }

  private boolean agree(Difference difference) {
    shown.add(difference);
    return true;
  }

  private static List<Path> list(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.sorted().toList();
    }
  }

  /** What a person reads: results, pages and the table, without what waits. */
  private static Map<String, String> files(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(json|html|csv)"))
          .filter(file -> !file.startsWith(out.resolve("next")))
          .collect(
              Collectors.toMap(
                  file -> out.relativize(file).toString(),
                  RegradeTest::read,
                  (one, other) -> one,
                  TreeMap::new));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
