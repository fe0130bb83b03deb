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
  void firstLineThatDiffersIsShown() {
    assertEquals(
        "the text differs from trace.approved.txt from line 2 on.\n"
            + "  expected: two\n  came:     2",
        assertThrows(AssertionError.class, () -> approval.verify("trace", "one\n2\n"))
            .getMessage());
  }

  @Test
  void textThatStopsEarlyIsShown() {
    assertTrue(
        assertThrows(AssertionError.class, () -> approval.verify("trace", "one"))
            .getMessage()
            .endsWith("came:     (the text ends)"));
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
}
