package unroll.grade.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Namespaces of its own for everything, by {@code bwrap}: no network, no processes but its own, no
 * files but the system's libraries and what it is given, all read-only; a small folder for
 * temporary files that dies with it. Where the processor is known, a filter of system calls leaves
 * it threads and takes away processes.
 */
final class Bubblewrap implements Sandbox {
  static final String NAME = "bubblewrap";

  /** What programs need to be loaded; whatever else a system has is not there. */
  private static final List<String> LIBRARIES =
      List.of("/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache");

  private static final Path LIB = Path.of("/lib");

  private static final List<String> DEVICES =
      List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom");

  private static final int FILTER_DESCRIPTOR = 9;

  private final String bwrap;
  private final String prlimit;
  private final Optional<String> setpriv;
  private final Optional<Path> filter;

  private Bubblewrap(
      String bwrap, String prlimit, Optional<String> setpriv, Optional<Path> filter) {
    this.bwrap = bwrap;
    this.prlimit = prlimit;
    this.setpriv = setpriv;
    this.filter = filter;
  }

  static Rung rung() {
    Optional<String> bwrap = Programs.find("bwrap");
    Optional<String> prlimit = Programs.find("prlimit");
    if (bwrap.isEmpty()) {
      return refused("bwrap is missing (Debian: apt-get install bubblewrap)");
    }
    if (prlimit.isEmpty()) {
      return refused("prlimit is missing (util-linux)");
    }
    Optional<String> setpriv = Programs.areRoot() ? Programs.find("setpriv") : Optional.empty();
    if (Programs.areRoot() && setpriv.isEmpty()) {
      return refused("as root it needs setpriv to become another user (util-linux)");
    }
    Bubblewrap filtered =
        new Bubblewrap(bwrap.get(), prlimit.get(), setpriv, SystemCallFilter.file());
    if (filtered.refusal().isEmpty()) {
      return new Rung(NAME, Optional.of(filtered), "");
    }
    // a kernel may have namespaces and no filters
    Bubblewrap unfiltered = new Bubblewrap(bwrap.get(), prlimit.get(), setpriv, Optional.empty());
    return unfiltered
        .refusal()
        .map(Bubblewrap::refused)
        .orElseGet(() -> new Rung(NAME, Optional.of(unfiltered), ""));
  }

  private Optional<String> refusal() {
    Bounds bounds = new Bounds(1L << 30, 64, 10, 1 << 20, 1 << 20);
    Cell trial = new Cell(0, List.of(prlimit, "--version"), List.of(), LIB, null, null, bounds);
    return Programs.refusal(command(trial));
  }

  private static Rung refused(String why) {
    return new Rung(NAME, Optional.empty(), why);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean official() {
    return true;
  }

  @Override
  public boolean hidesFiles() {
    return true;
  }

  @Override
  public void grant(Path file, int cell) throws IOException {
    if (setpriv.isPresent()) {
      Users.own(file, cell);
    }
  }

  @Override
  public Process start(Cell cell) throws IOException {
    return Launch.of(command(cell), cell.errors());
  }

  @Override
  public void end(Cell cell, Process process) {
    // the namespace of processes ends with the first of them, and all with it
    process.destroyForcibly();
  }

  private List<String> command(Cell cell) {
    List<String> command = new ArrayList<>();
    // a descriptor can be handed on by a shell only
    filter.ifPresent(
        file ->
            command.addAll(
                List.of(
                    "/bin/sh",
                    "-c",
                    "exec \"$@\" " + FILTER_DESCRIPTOR + "< \"$0\"",
                    file.toString())));
    setpriv.ifPresent(program -> command.addAll(Users.command(program, cell.number())));
    command.add(bwrap);
    command.addAll(
        List.of(
            "--unshare-all",
            // no other process in there, whose memory could be written to
            "--as-pid-1",
            "--die-with-parent",
            "--new-session",
            "--clearenv",
            "--cap-drop",
            "ALL",
            "--hostname",
            "sandbox"));
    filter.ifPresent(
        file -> command.addAll(List.of("--seccomp", String.valueOf(FILTER_DESCRIPTOR))));
    for (String library : LIBRARIES) {
      command.addAll(mount(Path.of(library)));
    }
    command.addAll(List.of("--ro-bind", prlimit, prlimit));
    for (Path each : cell.readable()) {
      command.addAll(List.of("--ro-bind", each.toString(), each.toString()));
    }
    if (cell.socket() != null) {
      command.addAll(List.of("--bind", cell.socket().toString(), cell.socket().toString()));
    }
    for (String device : DEVICES) {
      command.addAll(List.of("--dev-bind", device, device));
    }
    String scratch = String.valueOf(cell.bounds().scratchBytes());
    // no /proc either: through it a process reads and writes its own memory and descriptors
    command.addAll(List.of("--size", scratch, "--tmpfs", "/scratch", "--chdir", "/scratch"));
    command.addAll(List.of("--setenv", "LD_LIBRARY_PATH", cell.libraries().toString()));
    command.addAll(List.of("--remount-ro", "/", "--"));
    command.addAll(Limiter.command(prlimit, cell.bounds()));
    command.addAll(cell.command());
    return command;
  }

  private static List<String> mount(Path library) {
    if (!Files.exists(library)) {
      return List.of();
    }
    try {
      return Files.isSymbolicLink(library)
          ? List.of("--symlink", Files.readSymbolicLink(library).toString(), library.toString())
          : List.of("--ro-bind", library.toString(), library.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + library, e);
    }
  }
}
