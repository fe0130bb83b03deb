package unroll.grade.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a submission's process runs, and what keeps it there. */
public interface Sandbox {

  /**
   * The name that verdicts carry.
   *
   * @return {@code bubblewrap}, {@code separate uid} or {@code unsandboxed}
   */
  String name();

  /**
   * Whether marks that were given here count.
   *
   * @return false without a sandbox
   */
  boolean official();

  /**
   * Whether a process here can see only the files that it was given.
   *
   * @return false if it can read whatever other users of the machine may read
   */
  boolean hidesFiles();

  /**
   * Lets a cell's process, and nobody else's, at a file of this process's user.
   *
   * @param file a file or a socket
   * @param cell the cell's number
   * @throws IOException if that cannot be done
   */
  void grant(Path file, int cell) throws IOException;

  /**
   * Starts a process. It ends with this one, and with the thread that has called this method: call
   * it on a thread that lives as long as the process is wanted.
   *
   * @param cell what to start
   * @return the process
   * @throws IOException if it cannot be started
   */
  Process start(Cell cell) throws IOException;

  /**
   * Ends a process and all that it has started.
   *
   * @param cell what was started
   * @param process its process
   */
  void end(Cell cell, Process process);

  /**
   * A program and what it may use.
   *
   * @param number tells cells apart that run at the same time: those of one grader have different
   *     ones
   * @param command the program and its arguments
   * @param readable files and folders that it may read, at the same paths as here
   * @param libraries the folder of the program's own libraries, which it may have no other way to
   *     find
   * @param socket a socket that it may connect to, at the same path
   * @param errors the file that its standard error goes to
   * @param bounds how much it may use
   */
  record Cell(
      int number,
      List<String> command,
      List<Path> readable,
      Path libraries,
      Path socket,
      Path errors,
      Bounds bounds) {}

  /**
   * How much a process may use; the memory of its heap is its own command's business.
   *
   * @param addressSpace bytes of address space
   * @param processes processes and threads
   * @param cpuSeconds seconds of processor time
   * @param fileBytes the largest file that it may write, in bytes
   * @param scratchBytes the files that it may write in all, in bytes, where that can be held to
   */
  record Bounds(
      long addressSpace, int processes, int cpuSeconds, long fileBytes, long scratchBytes) {}

  /**
   * One rung of the ladder on this machine.
   *
   * @param name the rung's name
   * @param sandbox the sandbox, if it can be used here
   * @param refusal one line that says why it cannot, empty if it can
   */
  record Rung(String name, Optional<Sandbox> sandbox, String refusal) {}

  /**
   * The rungs from the strongest to none at all, each tried.
   *
   * @return three rungs; the last can always be used
   */
  static List<Rung> ladder() {
    return List.of(Bubblewrap.rung(), SeparateUser.rung(), Unsandboxed.rung());
  }

  /**
   * The strongest rung that can be used here.
   *
   * @return the sandbox
   */
  static Sandbox best() {
    return ladder().stream().flatMap(rung -> rung.sandbox().stream()).findFirst().orElseThrow();
  }

  /**
   * No sandbox: for what is trusted, and for practice where there is none to be had.
   *
   * @return the last rung
   */
  static Sandbox none() {
    return new Unsandboxed();
  }
}
