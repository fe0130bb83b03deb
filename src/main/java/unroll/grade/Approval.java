package unroll.grade;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  // a text that a person can read is shorter by far
  private static final int LONGEST = 64 * 1024;

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
   * Compares a text with the approved one, character by character; line ends do not matter.
   *
   * @param name the approved file's name without {@code .approved.txt}
   * @param text what came; rounded, with its seed in the title, so that a person can read it
   * @throws AssertionError if they differ; the message shows the lines that do
   */
  public void verify(String name, String text) {
    verify(name, text, 0);
  }

  /**
   * Compares a text with the approved one; the numbers in it need only be close, and blanks do not
   * count. For figures that were rounded: a right answer that differs in its last bit may round the
   * other way.
   *
   * @param name the approved file's name without {@code .approved.txt}
   * @param text what came; rounded, with its seed in the title, so that a person can read it
   * @param tolerance the largest difference of two numbers that is still right, absolute below 1
   *     and relative above; 0 asks for the same characters
   * @throws AssertionError if they differ; the message shows the lines that do
   */
  public void verify(String name, String text, double tolerance) {
    if (text.length() > LONGEST) {
      throw new AssertionError(
          "the text for " + name + " has " + text.length() + " characters, far too many.");
    }
    LineComparison comparison = new LineComparison(tolerance);
    Path approved = approvedFolder.resolve(name + ".approved.txt");
    Path received = receivedFolder.resolve(name + ".received.txt");
    Options options = new Options(QuietReporter.INSTANCE);
    Approvals.verify(
        new TextApprover(approved, received, comparison, new ApprovalTextWriter(text, options)),
        options);
  }

  private record TextApprover(
      Path approved, Path received, LineComparison comparison, ApprovalTextWriter writer)
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
          Files.exists(approved) && difference(lines(written.toPath())).isEmpty());
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
      throw new AssertionError(difference(lines(received)).orElse("the text differs"));
    }

    private Optional<String> difference(List<String> came) {
      return TextDifference.of(
          approved.getFileName().toString(), lines(approved), came, comparison);
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
