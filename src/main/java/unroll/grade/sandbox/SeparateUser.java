package unroll.grade.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A user of its own with the kernel's limits, where namespaces are refused. The process is cut off
 * from the grader's processes and from files that only the grader's user may read; not from the
 * network, nor from files that everybody may read.
 */
final class SeparateUser implements Sandbox {
  static final String NAME = "separate uid";

  private final String prlimit;
  private final String setpriv;
  private final String shell;

  private SeparateUser(String prlimit, String setpriv, String shell) {
    this.prlimit = prlimit;
    this.setpriv = setpriv;
    this.shell = shell;
  }

  static Rung rung() {
    Optional<String> prlimit = Programs.find("prlimit");
    Optional<String> setpriv = Programs.find("setpriv");
    Optional<String> shell = Programs.find("sh");
    if (prlimit.isEmpty() || setpriv.isEmpty() || shell.isEmpty()) {
      return new Rung(NAME, Optional.empty(), "prlimit or setpriv is missing (util-linux)");
    }
    if (!Programs.areRoot()) {
      return new Rung(NAME, Optional.empty(), "only root can change to another user");
    }
    List<String> trial = new ArrayList<>(Users.command(setpriv.get(), 0));
    trial.addAll(List.of(shell.get(), "-c", ":"));
    return Programs.refusal(trial)
        .map(said -> new Rung(NAME, Optional.empty(), said))
        .orElseGet(
            () ->
                new Rung(
                    NAME,
                    Optional.of(new SeparateUser(prlimit.get(), setpriv.get(), shell.get())),
                    ""));
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
    return false;
  }

  @Override
  public void grant(Path file, int cell) throws IOException {
    Users.own(file, cell);
  }

  @Override
  public Process start(Cell cell) throws IOException {
    List<String> command = new ArrayList<>(Limiter.command(prlimit, cell.bounds()));
    command.addAll(Users.command(setpriv, cell.number()));
    command.addAll(cell.command());
    return Launch.of(command, cell.errors());
  }

  @Override
  public void end(Cell cell, Process process) {
    process.destroyForcibly();
    // a child may have left its parent: whatever belongs to the cell's user goes
    List<String> command = new ArrayList<>(Users.command(setpriv, cell.number()));
    command.addAll(List.of(shell, "-c", "kill -9 -1"));
    Programs.refusal(command);
  }
}
