package unroll.grade.sandbox;

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
    throw new UnsupportedOperationException("being written");
  }

  /**
   * The strongest rung that can be used here.
   *
   * @return the sandbox
   */
  static Sandbox best() {
    return ladder().stream().flatMap(rung -> rung.sandbox().stream()).findFirst().orElseThrow();
  }
}
