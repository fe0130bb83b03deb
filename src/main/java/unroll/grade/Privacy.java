package unroll.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Whether other users of this machine are kept out of a folder, or of an archive. */
public final class Privacy {
  private Privacy() {}

  /**
   * Requires that they are, by the folder or archive itself or by a folder above it.
   *
   * @param folder the folder or archive
   * @throws IllegalStateException if they are not; the message says what to type
   */
  public static void require(Path folder) {
    try {
      for (Path at = folder.toRealPath(); at != null; at = at.getParent()) {
        PosixFilePermission way =
            Files.isDirectory(at)
                ? PosixFilePermission.OTHERS_EXECUTE
                : PosixFilePermission.OTHERS_READ;
        if (!Files.getPosixFilePermissions(at).contains(way)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Cannot look at " + folder + ": " + e.getMessage(), e);
    }
    throw new IllegalStateException(
        "In this sandbox a submission could read "
            + folder
            + ": chmod "
            + (Files.isDirectory(folder) ? "o-x " : "o-r ")
            + folder);
  }
}
