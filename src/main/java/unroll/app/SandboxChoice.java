package unroll.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import unroll.grade.sandbox.Sandbox;

/** What {@code --sandbox} takes: the strongest rung that works here, or one of them. */
enum SandboxChoice {
  auto(""),
  bubblewrap("bubblewrap"),
  user("separate uid"),
  none("unsandboxed");

  /** What {@code --help} says of it. */
  static final String HELP =
      "where submissions run: ${COMPLETION-CANDIDATES}. auto, the default, is the strongest"
          + " that works here; with none the results are stamped unsandboxed and never"
          + " official";

  private final String rung;

  SandboxChoice(String rung) {
    this.rung = rung;
  }

  /**
   * The sandbox itself.
   *
   * @param terminal is told which stronger ones do not work here
   * @throws UserError if the one that was asked for does not
   */
  Sandbox sandbox(PrintWriter terminal) {
    List<Sandbox.Rung> ladder = Sandbox.ladder();
    if (this != auto) {
      Sandbox.Rung named =
          ladder.stream()
              .filter(each -> each.name().equals(rung))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no rung is named " + rung));
      return named
          .sandbox()
          .orElseThrow(() -> new UserError("no sandbox \"" + rung + "\" here: " + named.refusal()));
    }
    for (Sandbox.Rung each : ladder) {
      Optional<Sandbox> usable = each.sandbox();
      if (usable.isPresent()) {
        return usable.get();
      }
      terminal.println("No sandbox \"" + each.name() + "\" here: " + each.refusal());
    }
    throw new IllegalStateException("the ladder has no last rung");
  }
}
