package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StarterTest {
  private static final Exercise EXERCISE =
      new Exercise(
          "90-x",
          "X",
          Path.of("exercises/e90_x"),
          Path.of("solutions/e90_x"),
          "Contract",
          "Mine",
          new TreeMap<>(Map.of(1, "do it")));

  @Test
  void regionBecomesOneLoudStatement() {
    assertEquals(
        """
        int x() {
          throw new UnsupportedOperationException("Task 1 of 90-x is yours to write: do it");
        }
        """,
        Starter.of(
            EXERCISE,
            """
            int x() {
              // BEGIN SOLUTION 1
              int secret = 42;
              return secret;
              // END SOLUTION 1
            }
            """));
  }

  @Test
  void statementTooLongForALineIsBrokenAsTheFormatterDoes() {
    String indent = " ".repeat(30);
    assertEquals(
        indent
            + "throw new UnsupportedOperationException(\n"
            + indent
            + "    \"Task 1 of 90-x is yours to write: do it\");\n",
        Starter.of(EXERCISE, indent + "// BEGIN SOLUTION 1\n" + indent + "// END SOLUTION 1\n"));
  }

  @Test
  void regionThatDoesNotEndIsRefused() {
    assertRefused("// BEGIN SOLUTION 1\n", "the region of task 1 does not end");
  }

  @Test
  void regionInARegionIsRefusedAtItsLine() {
    assertRefused("// BEGIN SOLUTION 1\n// BEGIN SOLUTION 1\n", "line 2: unexpected // BEGIN");
  }

  @Test
  void regionOfAnUnknownTaskIsRefused() {
    assertRefused("// BEGIN SOLUTION 7\n", "line 1: unexpected // BEGIN SOLUTION 7");
  }

  @Test
  void taskWithoutARegionIsRefused() {
    assertRefused("int x;\n", "regions for tasks [], tasks [1]");
  }

  private static void assertRefused(String reference, String reason) {
    String message =
        assertThrows(IllegalStateException.class, () -> Starter.of(EXERCISE, reference))
            .getMessage();
    assertTrue(message.contains(reason), message);
  }
}
