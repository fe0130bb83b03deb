package unroll.grade.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.grade.policy.Policy.Counting;

class PlanReaderTest {
  private static final String WHOLE =
      """
      course: Recurrent networks, autumn 2026
      zone: Europe/Berlin
      policy:
        grace: 10m
        late-days: 3
        penalty: 10%
        latest: 4d 12h
        attempts: 5
        counts: last
        drop-lowest: 1
      assignments:
        - exercise: 02-elman
          points: 10
          due: 2026-11-30 23:59
          title: The Elman network
        - {exercise: 04-bptt, due: 2026-12-07T12:00}
      extensions:
        ada: {02-elman: 3d}
      marks:
        grace:
          04-bptt: {points: 9.5, reason: the machine failed}
      """;

  private static final CoursePlan PLAN = PlanReader.parse("course.yaml", WHOLE);

  /** The whole plan with one piece of its text replaced; the complaint about it. */
  private static String complaint(String piece, String replacement) {
    assertTrue(WHOLE.contains(piece), piece);
    return assertThrows(
            IllegalArgumentException.class,
            () -> PlanReader.parse("course.yaml", WHOLE.replace(piece, replacement)))
        .getMessage();
  }

  @Test
  void policyIsRead() {
    assertEquals(
        new Policy(Duration.ofMinutes(10), 3, 0.1, Duration.ofHours(108), 5, Counting.LAST, 1),
        PLAN.term().policy());
  }

  @Test
  void assignmentsAreReadWithTheirTimesInTheZone() {
    assertEquals(
        List.of(
            new Assignment(
                "02-elman", "The Elman network", 10, Instant.parse("2026-11-30T22:59:00Z")),
            new Assignment("04-bptt", "04-bptt", 100, Instant.parse("2026-12-07T11:00:00Z"))),
        PLAN.term().assignments());
  }

  @Test
  void whatSingleStudentsWereGrantedIsRead() {
    assertEquals(Map.of("ada", Map.of("02-elman", Duration.ofDays(3))), PLAN.extensions());
    assertEquals(
        Map.of("grace", Map.of("04-bptt", new GivenMark(9.5, "the machine failed"))), PLAN.marks());
  }

  @Test
  void plainPlanNeedsThreeLines() {
    CoursePlan plain =
        PlanReader.parse(
            "c", "course: c\nzone: UTC\nassignments: [{exercise: a, due: 2026-01-01 00:00}]");
    assertEquals(Policy.plain(), plain.term().policy());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          penalty: 10%      | penality: 10% | course.yaml, line 6: unknown: penality; known here: attempts, counts, drop-lowest, grace, late-days, latest, penalty
          penalty: 10%      | penalty: 10   | course.yaml, line 6: penalty is written like 10%, from 0% to 100%, not 10
          penalty: 10%      | penalty: 110% | course.yaml, line 6: penalty is written like 10%, from 0% to 100%, not 110%
          grace: 10m        | grace: 10     | course.yaml, line 4: grace is a time span like 3d, 12h or 1d 30m, not 10
          grace: 10m        | grace: soon   | course.yaml, line 4: grace is a time span like 3d, 12h or 1d 30m, not soon
          grace: 10m        | grace: 1d x2h | course.yaml, line 4: grace is a time span like 3d, 12h or 1d 30m, not 1d x2h
          late-days: 3      | late-days: -3 | course.yaml, line 5: late-days is a whole number of 0 or more, not -3
          counts: last      | counts: first | course.yaml, line 9: counts is best or last, not first
          zone: Europe      | zone: Europa  | course.yaml, line 2: zone is a name like Europe/Berlin or America/Los_Angeles, not Europa/Berlin
          2026-11-30 23:59  | 30.11.2026    | course.yaml, line 14: due is a date and a time like 2026-11-30 23:59, not 30.11.2026
          2026-11-30 23:59  | 2026-11-31 23:59 | course.yaml, line 14: due is a date and a time like 2026-11-30 23:59, not 2026-11-31 23:59
          2026-11-30 23:59  | 2026-03-29 02:30 | course.yaml, line 14: 2026-03-29 02:30 does not exist in Europe/Berlin: the clocks go forward there
          points: 10        | points: 0     | course.yaml, line 13: points is a number above 0
          points: 10        | points: ten   | course.yaml, line 13: points is a number like 10 or 2.5, not ten
          exercise: 04-bptt | exercise: 02-elman | course.yaml, line 16: 02-elman is assigned twice
          ada: {02-elman    | ada: {02-elma | course.yaml, line 18: 02-elma is not assigned; assigned: 02-elman, 04-bptt
          ', reason: the machine failed' | '' | course.yaml, line 21: 04-bptt needs a line "reason: ..."
          latest: 4d 12h    | '# none'      | course.yaml, line 4: penalty and late-days need a line "latest: 4d", after which nothing is taken
          course: Recurrent | course:Recurrent | course.yaml, line 2: mapping values are not allowed here
          course: Recurrent networks, autumn 2026 | 'zone: UTC' | course.yaml, line 2: zone stands there twice
          """)
  void everyMistakeIsNamedWithItsLine(String piece, String replacement, String expected) {
    assertEquals(expected, complaint(piece, replacement));
  }

  @Test
  void hourThatComesTwiceIsTakenTheSecondTime() {
    CoursePlan plan = PlanReader.parse("c", WHOLE.replace("2026-11-30 23:59", "2026-10-25 02:30"));
    assertEquals(Instant.parse("2026-10-25T01:30:00Z"), plan.term().assignments().get(0).due());
  }

  @Test
  void schemaForEditorsKnowsTheSameNames() throws IOException {
    JsonObject schema =
        JsonParser.parseString(
                Files.readString(Path.of("src/main/resources/unroll/grade/plan.schema.json")))
            .getAsJsonObject()
            .getAsJsonObject("properties");
    JsonObject policy = schema.getAsJsonObject("policy").getAsJsonObject("properties");
    JsonObject assignment =
        schema
            .getAsJsonObject("assignments")
            .getAsJsonObject("items")
            .getAsJsonObject("properties");
    assertEquals(known("zone: Europe", "zon: Europe"), schema.keySet());
    assertEquals(known("grace: 10m", "gra: 10m"), policy.keySet());
    assertEquals(known("points: 10\n", "pts: 10\n"), assignment.keySet());
  }

  private static Set<String> known(String piece, String misspelt) {
    String told = complaint(piece, misspelt);
    return Set.of(told.substring(told.indexOf("known here: ") + 12).split(", "));
  }

  @Test
  void emptyFileSaysWhatItNeeds() {
    assertEquals(
        "c is empty; it needs lines \"course:\", \"zone:\" and \"assignments:\"",
        assertThrows(IllegalArgumentException.class, () -> PlanReader.parse("c", "# nothing\n"))
            .getMessage());
  }

  @Test
  void fileThatIsNoTextIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("c.yaml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 1});
    assertEquals(
        "c.yaml is not UTF-8 text; save it as UTF-8",
        assertThrows(IllegalArgumentException.class, () -> PlanReader.read(file)).getMessage());
  }

  @Test
  void whateverIsDamagedTheComplaintIsOneLineThatNamesTheFile() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 2000; n++) {
      StringBuilder damaged = new StringBuilder(WHOLE);
      for (int i = 0; i <= n % 3; i++) {
        damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(10, 127));
      }
      try {
        PlanReader.parse("c.yaml", damaged.toString());
      } catch (IllegalArgumentException told) {
        assertTrue(told.getMessage().matches("c\\.yaml\\P{Cntrl}+"), told.getMessage());
      }
    }
  }
}
