package unroll.grade.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.grade.Visibility;
import unroll.grade.report.Result;
import unroll.grade.report.Status;

/** Each format against the schema of its platform, and against what it must never say. */
class FormatsTest {
  private static final Visibility NOW = Visibility.VISIBLE;

  static List<Result> all() {
    return Made.all();
  }

  static List<Result> faults() {
    return List.of(Made.fault(), Made.brokenGrader());
  }

  @ParameterizedTest
  @MethodSource("all")
  void gradescopeKeepsItsSchemaUnlessTheGraderFailed(Result result) {
    List<String> complaints = Schemas.complaints("gradescope.schema.json", Gradescope.of(result));
    assertEquals(result.status() == Status.FAULT, !complaints.isEmpty(), complaints::toString);
  }

  @ParameterizedTest
  @MethodSource("all")
  void prairieLearnKeepsItsSchema(Result result) {
    String json = PrairieLearn.of(result, NOW);
    assertEquals(List.of(), Schemas.complaints("prairielearn.schema.json", json));
  }

  @ParameterizedTest
  @MethodSource("all")
  void classroomKeepsItsSchema(Result result) {
    String json = Classroom.of(result, NOW);
    assertEquals(List.of(), Schemas.complaints("classroom.schema.json", json));
  }

  @ParameterizedTest
  @MethodSource("all")
  void junitKeepsItsSchema(Result result) {
    assertEquals(List.of(), Schemas.xmlComplaints("junit.xsd", JUnitXml.of(result, NOW)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void autolabEndsInAnAutoresultUnlessTheGraderFailed(Result result) {
    List<String> lines = Autolab.of(result, NOW).lines().toList();
    String last = lines.get(lines.size() - 1);
    if (result.status() == Status.FAULT) {
      assertEquals(Opening.FAULT, last);
    } else {
      assertEquals(List.of(), Schemas.complaints("autolab.schema.json", last));
    }
  }

  @Test
  void autolabsTableKeepsItsSchema() {
    List<String> lines = Autolab.of(Made.failed(Made.NASTY), NOW).lines().toList();
    String table = lines.get(lines.size() - 2);
    assertEquals(List.of(), Schemas.complaints("autolab-presentation.schema.json", table));
  }

  @Test
  void schemasRefuseWhatIsWrong() {
    assertNotEquals(List.of(), Schemas.complaints("gradescope.schema.json", "{\"tests\": []}"));
    assertNotEquals(List.of(), Schemas.complaints("prairielearn.schema.json", "{\"score\": 1.5}"));
    assertNotEquals(List.of(), Schemas.complaints("autolab.schema.json", "{\"scores\": {}}"));
    assertNotEquals(List.of(), Schemas.complaints("classroom.schema.json", "{\"status\": \"ok\"}"));
    assertNotEquals(List.of(), Schemas.xmlComplaints("junit.xsd", "<testsuites tests='x'/>"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void graderFaultIsNoScoreAnywhere(Result fault) {
    assertFalse(json(Gradescope.of(fault)).has("score"));
    assertFalse(json(PrairieLearn.of(fault, NOW)).get("gradable").getAsBoolean());
    assertFalse(json(PrairieLearn.of(fault, NOW)).has("score"));
    assertFalse(json(Classroom.of(fault, NOW)).has("max_score"));
    assertFalse(Autolab.of(fault, NOW).contains("scores"));
    assertTrue(JUnitXml.of(fault, NOW).contains("<error "));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void graderFaultSendsToTheStaffAndKeepsItsCause(Result fault) {
    for (String text :
        List.of(
            Gradescope.of(fault),
            PrairieLearn.of(fault, NOW),
            Classroom.of(fault, NOW),
            Autolab.of(fault, NOW),
            JUnitXml.of(fault, NOW),
            MarkdownPage.of(fault, NOW),
            Annotations.of(fault, NOW, ""))) {
      assertTrue(text.contains("tell the course staff"), text);
      assertFalse(text.contains("secret"), text);
    }
  }

  @Test
  void unreadableSubmissionGetsItsReasonEverywhere() {
    Result result = Made.unreadable();
    for (String text :
        List.of(
            Gradescope.of(result),
            PrairieLearn.of(result, NOW),
            Classroom.of(result, NOW),
            Autolab.of(result, NOW),
            JUnitXml.of(result, NOW),
            MarkdownPage.of(result, NOW),
            Annotations.of(result, NOW, ""))) {
      assertTrue(text.contains("hand in a .java file"), text);
    }
  }

  @Test
  void gradescopeGivesEachTestItsVisibilityNumberAndPoints() {
    JsonObject json = json(Gradescope.of(Made.mixed()));
    assertEquals(4, json.get("score").getAsInt());
    assertEquals(0.25, json.get("execution_time").getAsDouble());
    JsonArray tests = json.getAsJsonArray("tests");
    assertEquals(
        List.of(
            "1.1 2 of 2 passed visible",
            "2.1 0 of 1 failed after_published",
            "2.2 2 of 0 passed hidden"),
        IntStream.range(0, tests.size())
            .mapToObj(i -> tests.get(i).getAsJsonObject())
            .map(
                test ->
                    test.get("number").getAsString()
                        + " "
                        + test.get("score")
                        + " of "
                        + test.get("max_score")
                        + " "
                        + test.get("status").getAsString()
                        + " "
                        + test.get("visibility").getAsString())
            .toList());
  }

  @Test
  void whatIsNotShownYetIsAddedUpWithoutNames() {
    for (String text :
        List.of(
            PrairieLearn.of(Made.mixed(), NOW),
            Classroom.of(Made.mixed(), NOW),
            Autolab.of(Made.mixed(), NOW),
            JUnitXml.of(Made.mixed(), NOW),
            MarkdownPage.of(Made.mixed(), NOW),
            Annotations.of(Made.mixed(), NOW, ""))) {
      assertFalse(text.contains("sum is sum"), text);
      assertFalse(text.contains("nobody sees"), text);
      assertFalse(text.contains("line 7"), text);
      assertTrue(text.contains("1 of 2 passed"), text);
    }
  }

  @Test
  void testsShowUpOnceTheirMomentHasCome() {
    String text = MarkdownPage.of(Made.mixed(), Visibility.AFTER_PUBLISHED);
    assertTrue(text.contains("| task 2: sum is sum | 0 of 1 | failed |"), text);
    assertFalse(text.contains("nobody sees"), text);
  }

  @Test
  void pointsOfAllEntriesAreThoseOfTheResult() {
    JsonObject json = json(Classroom.of(Made.mixed(), NOW));
    assertEquals(3, json.get("max_score").getAsInt());
    int sum = 0;
    for (var test : json.getAsJsonArray("tests")) {
      sum += test.getAsJsonObject().get("score").getAsInt();
    }
    assertEquals(4, sum);
  }

  @Test
  void prairieLearnsShareIsAtMostOneWithABonus() {
    assertEquals(1, json(PrairieLearn.of(Made.passed(), NOW)).get("score").getAsDouble());
  }

  @Test
  void prairieLearnTakesNoAttemptForWhatDoesNotCompile() {
    JsonObject json = json(PrairieLearn.of(Made.notCompiled(), NOW));
    assertFalse(json.get("gradable").getAsBoolean());
    assertEquals(
        "It does not compile: Mine.java, line 3: ';' expected here: 100%",
        json.getAsJsonArray("format_errors").get(0).getAsString());
  }

  @Test
  void autolabScoresEachTask() {
    String text = Autolab.of(Made.mixed(), NOW);
    String scores = "{\"scores\":{\"Task 1\":2,\"Task 2\":2},\"scoreboard\":[4]}\n";
    assertTrue(text.endsWith(scores), text);
  }

  @Test
  void junitTellsFailuresErrorsAndTimeApart() {
    assertTrue(JUnitXml.of(Made.failed("no"), NOW).contains("failures=\"2\" errors=\"0\""));
    String late = JUnitXml.of(Made.all().get(3), NOW);
    assertTrue(late.contains("<error type=\"timed out\" message=\"too late\">"), late);
  }

  @Test
  void annotationStandsAtTheStudentsLine() {
    assertEquals(
        "::error file=src/Mine.java,line=3,title=does not compile::';' expected%0Ahere: 100%25\n",
        Annotations.of(Made.notCompiled(), NOW, ""));
    assertTrue(
        Annotations.of(Made.notCompiled(), NOW, "work/anna")
            .startsWith("::error file=work/anna/src/Mine.java,line=3,"));
  }

  @Test
  void noTextOfAStrangerIsACommandOfItsOwn() {
    List<String> lines = Annotations.of(Made.failed(Made.NASTY), NOW, "").lines().toList();
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith("::error file=src/Mine.java,line=2,"), lines::toString);
    assertTrue(lines.get(0).contains("50%25%0A::error::forged"), lines::toString);
    assertEquals("a%3A b%2C 5%25%0A", Annotations.property("a: b, 5%\n"));
  }

  @Test
  void noTextOfAStrangerEndsItsFence() {
    String page = MarkdownPage.of(Made.failed(Made.NASTY), NOW);
    assertTrue(page.contains("````text\nMine.java, line 2"), page);
    assertEquals("```text\nplain\n```\n", MarkdownPage.fenced("plain"));
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
