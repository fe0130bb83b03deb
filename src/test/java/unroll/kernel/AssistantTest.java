package unroll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AssistantTest {
  private static Evaluator session;
  private static Assistant assistant;

  @BeforeAll
  static void open() {
    session = Evaluator.create();
    session.evaluate("String town = \"Ulm\";\nint twice(int n) { return 2 * n; }", 1);
    assistant = session.assistant();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static List<String> matches(String cell) {
    return assistant.complete(cell, cell.length()).matches();
  }

  @Test
  void methodsOfAVariableAreOffered() {
    assertTrue(matches("town.isBl").contains("isBlank()"));
  }

  @Test
  void variablesOfTheSessionAreOffered() {
    assertTrue(matches("tow").contains("town"));
  }

  @Test
  void variablesOfTheSameCellAreOffered() {
    assertTrue(matches("var list = new ArrayList<String>();\nlist.addA").contains("addAll("));
  }

  @Test
  void completionKnowsTheKit() {
    assertTrue(matches("unroll.kernel.Disp").contains("Displays"));
  }

  @Test
  void importsComplete() {
    assertTrue(matches("import java.util.ArrayLi").contains("ArrayList"));
  }

  @Test
  void completionWorksInsideAMethodBody() {
    assertTrue(matches("int g() {\n  return town.len").contains("length()"));
  }

  @Test
  void completionReplacesOnlyTheWord() {
    String cell = "int n = 1;\nMath.hyp + 3";
    Assistant.Completion completion = assistant.complete(cell, cell.indexOf(" + 3"));
    assertEquals("hyp", cell.substring(completion.start(), completion.end()));
  }

  @Test
  void nothingFitsNothing() {
    assertEquals(List.of(), matches("noSuchThingAnywhere"));
  }

  @Test
  void inspectionOfAVariableShowsItsType() {
    assertTrue(assistant.inspect("town", 2).orElseThrow().contains("String"));
  }

  @Test
  void inspectionOfAMethodShowsItsSignatures() {
    assertTrue(assistant.inspect("Math.hypot", 8).orElseThrow().contains("hypot(double"));
  }

  @Test
  void inspectionOfAMethodOfTheSessionShowsItsSignature() {
    assertTrue(assistant.inspect("twice", 5).orElseThrow().contains("int twice(int n)"));
  }

  @Test
  void inspectionInsideArgumentsShowsTheMethod() {
    String cell = "Math.hypot(3, ";
    assertTrue(assistant.inspect(cell, cell.length()).orElseThrow().contains("hypot"));
  }

  @Test
  void inspectionOfNothingIsEmpty() {
    assertTrue(assistant.inspect("noSuchThing", 3).isEmpty());
  }

  @Test
  void javadocReadsAsText() {
    assertEquals(
        "\nReturns x < y.\n\nNever null.",
        Javadoc.asText(" Returns {@code x &lt; y}.\n <p>Never <b>null</b>."));
  }

  @Test
  void openBraceIsIncomplete() {
    assertEquals(
        new Assistant.Wholeness(Assistant.State.INCOMPLETE, "    "),
        assistant.wholeness("for (;;) {"));
  }

  @Test
  void strayParenthesisIsInvalid() {
    assertEquals(Assistant.State.INVALID, assistant.wholeness("int a = 1;\n)").state());
  }

  @Test
  void statementsAreComplete() {
    assertEquals(Assistant.State.COMPLETE, assistant.wholeness("int a = 1;\na + 1").state());
  }
}
