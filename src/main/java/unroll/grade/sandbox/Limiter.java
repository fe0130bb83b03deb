package unroll.grade.sandbox;

import java.util.List;
import unroll.grade.sandbox.Sandbox.Bounds;

/** The kernel's limits, as arguments of {@code prlimit}; a process cannot raise them again. */
final class Limiter {
  private static final int OPEN_FILES = 256;

  private Limiter() {}

  /** The command in front of which a process is held to its bounds. */
  static List<String> command(String prlimit, Bounds bounds) {
    return List.of(
        prlimit,
        "--as=" + bounds.addressSpace(),
        "--cpu=" + bounds.cpuSeconds(),
        "--nproc=" + bounds.processes(),
        "--fsize=" + bounds.fileBytes(),
        "--nofile=" + OPEN_FILES,
        "--core=0",
        "--memlock=0",
        "--msgqueue=0");
  }
}
