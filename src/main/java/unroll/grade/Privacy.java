package unroll.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Whether other users of this machine are kept out of a folder. */
public final class Privacy {
  private Privacy() {}

  /**
   * Requires that they are, by the folder itself or by one above it.
   *
   * @param folder the folder
   * @throws IllegalStateException if they are not; the message says what to type
   */
  public static void require(Path folder) {
    try {
      for (Path at = folder.toRealPath(); at != null; at = at.getParent()) {
        if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot look at " + folder + ": " + e.getMessage(), e);
    }
    throw new IllegalStateException(
        "In this sandbox a submission could read " + folder + ": chmod o-x " + folder);
  }
}
