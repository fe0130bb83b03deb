package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalTest {
  @TempDir Path approved;
  @TempDir Path received;

  private Approval approval;

  @BeforeEach
  void approveTwoLines() throws IOException {
    Files.writeString(approved.resolve("trace.approved.txt"), "one\r\ntwo\r\n");
    approval = new Approval(approved, received);
  }

  @Test
  void sameTextPassesWhateverItsLineEndsAndHoweverOften() {
    approval.verify("trace", "one\ntwo");
    assertDoesNotThrow(() -> approval.verify("trace", "one\ntwo\n"));
  }

  @Test
  void textThatPassesLeavesNoFile() {
    approval.verify("trace", "one\ntwo");
    assertFalse(Files.exists(received.resolve("trace.received.txt")));
  }

  @Test
  void lineThatDiffersIsShownWithAMarkBelowTheWord() {
    assertEquals(
        """
        the text differs from trace.approved.txt in 1 line
        line 2
          expected: two
          came:     2
                    ^\
        """,
        failure("one\n2\n", 0));
  }

  @Test
  void lineTooManyDoesNotMakeTheRestLookWrong() {
    assertEquals(
        """
        the text differs from trace.approved.txt in 1 line
        line 1
          expected: (no such line)
          came:     zero\
        """,
        failure("zero\none\ntwo", 0));
  }

  @Test
  void numbersMayBeCloseAndTheirBlanksMayMove() throws IOException {
    approve("h   0.1621 -0.0823\nx=0.5, y=1e-3 steps 3");
    approval.verify(
        "trace", "h  -0.1621 -0.0823\nx=0.5, y=1e-3 steps 3".replace("-0.1621", "0.1622"), 2e-4);
    approval.verify("trace", "h 0.1621  -0.0822\nx=0.50001, y=0.001 steps 3", 2e-4);
  }

  @Test
  void numberThatIsTooFarOffIsMarked() throws IOException {
    approve("h   0.1621 -0.0823");
    assertEquals(
        """
        the text differs from trace.approved.txt in 1 line (numbers may be 2.0E-4 apart)
        line 1
          expected: h   0.1621 -0.0823
          came:     h   0.1621 -0.0833
                               ^^^^^^^\
        """,
        failure("h   0.1621 -0.0833", 2e-4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"h NaN", "h 0.16x", "h 0.16 0", "h", "x0.16", "h -0.16", ""})
  void closeNumbersDoNotExcuseOtherText(String text) throws IOException {
    approve("h 0.16");
    assertTrue(failure(text, 2e-4).contains("1 line"), text);
  }

  @Test
  void longDifferencesAreCutAndCounted() throws IOException {
    approve("a\n".repeat(50));
    String message = failure("b\n".repeat(50), 0);
    assertTrue(message.contains("in 50 lines"), message);
    assertTrue(message.endsWith("... and 44 more"), message);
    approve("x".repeat(500) + " 1 " + "y".repeat(500));
    String wide = failure("x".repeat(500) + " 2 " + "y".repeat(500), 0);
    assertTrue(wide.lines().allMatch(line -> line.length() < 200), wide);
    assertTrue(wide.contains("x 2 y"), wide);
  }

  @Test
  void endlessTextIsRefusedAtOnce() {
    assertTrue(failure("1\n".repeat(100_000), 0).contains("far too many"));
  }

  @Test
  void textThatStopsEarlyIsShown() {
    assertTrue(failure("one", 0).endsWith("came:     (no such line)"));
  }

  @Test
  void textThatNobodyApprovedIsNeverApprovedByItself() {
    assertThrows(IllegalStateException.class, () -> approval.verify("new", "anything"));
    assertFalse(Files.exists(approved.resolve("new.approved.txt")));
    assertTrue(Files.exists(received.resolve("new.received.txt")));
  }

  @Test
  void nothingIsWrittenIntoTheProject() {
    approval.verify("trace", "one\ntwo");
    // where ApprovalTests keeps its logs and the scripts that it downloads
    assertFalse(Files.exists(Path.of(".approval_tests_temp")));
  }

  private void approve(String text) throws IOException {
    Files.writeString(approved.resolve("trace.approved.txt"), text);
  }

  private String failure(String text, double tolerance) {
    return assertThrows(AssertionError.class, () -> approval.verify("trace", text, tolerance))
        .getMessage();
  }
}
