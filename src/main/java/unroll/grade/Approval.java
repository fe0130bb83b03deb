package unroll.grade;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.approvaltests.Approvals;
import org.approvaltests.approvers.ApprovalApprover;
import org.approvaltests.core.ApprovalFailureReporter;
import org.approvaltests.core.Options;
import org.approvaltests.core.VerifyResult;
import org.approvaltests.reporters.QuietReporter;
import org.approvaltests.writers.ApprovalTextWriter;

/**
 * Compares a text with one that a person has read and approved.
 *
 * <p>ApprovalTests does the writing and the verdict; three of its habits are not for a student's
 * machine and are left out here: it downloads scripts when its file approver is loaded, it refuses
 * to verify the same text twice in a process (a check cell is run again and again), and its
 * reporter prints the command that would approve a wrong answer. So this is an approver of our own.
 */
public final class Approval {
  private final Path approvedFolder;
  private final Path receivedFolder;

  /**
   * Names the folders.
   *
   * @param approvedFolder where {@code NAME.approved.txt} lies
   * @param receivedFolder where a text that differs is left for the reader
   */
  public Approval(Path approvedFolder, Path receivedFolder) {
    this.approvedFolder = approvedFolder;
    this.receivedFolder = receivedFolder;
  }

  /**
   * Compares a text with the approved one; line ends do not matter.
   *
   * @param name the approved file's name without {@code .approved.txt}
   * @param text what came; rounded, with its seed in the title, so that a person can read it
   * @throws AssertionError if they differ; the message shows the first line that does
   */
  public void verify(String name, String text) {
    Path approved = approvedFolder.resolve(name + ".approved.txt");
    Path received = receivedFolder.resolve(name + ".received.txt");
    Options options = new Options(QuietReporter.INSTANCE);
    Approvals.verify(
        new TextApprover(approved, received, new ApprovalTextWriter(text, options)), options);
  }

  private record TextApprover(Path approved, Path received, ApprovalTextWriter writer)
      implements ApprovalApprover {

    @Override
    public VerifyResult approve() {
      try {
        Files.createDirectories(received.getParent());
      } catch (IOException e) {
        throw new IllegalStateException("Cannot make " + received.getParent(), e);
      }
      File written = writer.writeReceivedFile(received.toFile());
      return VerifyResult.from(
          Files.exists(approved) && lines(approved).equals(lines(written.toPath())));
    }

    @Override
    public void cleanUpAfterSuccess(ApprovalFailureReporter reporter) {
      try {
        Files.deleteIfExists(received);
      } catch (IOException e) {
        throw new IllegalStateException("Cannot remove " + received, e);
      }
    }

    @Override
    public VerifyResult reportFailure(ApprovalFailureReporter reporter) {
      return VerifyResult.FAILURE;
    }

    @Override
    public void fail() {
      if (!Files.exists(approved)) {
        throw new IllegalStateException(
            approved + " is missing: a person must read " + received + " and move it there.");
      }
      List<String> expected = lines(approved);
      List<String> came = lines(received);
      int line = 0;
      while (line < Math.min(expected.size(), came.size())
          && expected.get(line).equals(came.get(line))) {
        line++;
      }
      throw new AssertionError(
          "the text differs from "
              + approved.getFileName()
              + " from line "
              + (line + 1)
              + " on.\n  expected: "
              + (line < expected.size() ? expected.get(line) : "(the text ends)")
              + "\n  came:     "
              + (line < came.size() ? came.get(line) : "(the text ends)"));
    }

    private static List<String> lines(Path file) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8).stripTrailing().lines().toList();
      } catch (IOException e) {
        throw new IllegalStateException("Cannot read " + file, e);
      }
    }
  }
}
