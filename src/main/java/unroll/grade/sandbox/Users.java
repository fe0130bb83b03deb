package unroll.grade.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Users without a name, one for each cell: of numbers that Debian gives to nobody by itself. A
 * user's processes are counted together, and can be ended together.
 */
final class Users {
  private static final int FIRST = 60_200;
  private static final int COUNT = 4_000;
  // graders that run side by side begin at different numbers, by chance or as they are told
  private static final int OFFSET =
      Integer.getInteger("unroll.users.from", (int) (ProcessHandle.current().pid() * 61 % COUNT));

  private Users() {}

  static int of(int cell) {
    return FIRST + (OFFSET + cell) % COUNT;
  }

  /** Makes a file a cell's user's; only root can. */
  static void own(Path file, int cell) throws IOException {
    Files.setAttribute(file, "unix:uid", of(cell));
  }

  /** The command in front of which a process belongs to a cell's user, and can gain nothing. */
  static List<String> command(String setpriv, int cell) {
    return List.of(
        setpriv,
        "--reuid=" + of(cell),
        "--regid=" + of(cell),
        "--clear-groups",
        "--inh-caps=-all",
        "--no-new-privs",
        "--pdeathsig=KILL");
  }
}
