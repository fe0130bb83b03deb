package unroll.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import unroll.grade.sandbox.Sandbox;

/** The option {@code --sandbox} of commands that mark. */
final class SandboxOption {
  private static final Map<Choice, String> RUNGS =
      Map.of(
          Choice.bubblewrap, "bubblewrap",
          Choice.user, "separate uid",
          Choice.none, "unsandboxed");

  /** What {@code --sandbox} takes. */
  enum Choice {
    auto,
    bubblewrap,
    user,
    none
  }

  @Option(
      names = "--sandbox",
      paramLabel = "RUNG",
      description =
          "where submissions run: ${COMPLETION-CANDIDATES}. auto, the default, is the strongest"
              + " that works here; with none the results are stamped unsandboxed and never"
              + " official")
  private Choice choice = Choice.auto;

  /** The sandbox that was asked for, or the strongest; says which stronger ones do not work. */
  Sandbox open(PrintWriter terminal) {
    List<Sandbox.Rung> ladder = Sandbox.ladder();
    if (choice != Choice.auto) {
      String name = RUNGS.get(choice);
      Sandbox.Rung rung =
          ladder.stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no rung is named " + name));
      return rung.sandbox()
          .orElseThrow(() -> new UserError("no sandbox \"" + name + "\" here: " + rung.refusal()));
    }
    for (Sandbox.Rung rung : ladder) {
      Optional<Sandbox> usable = rung.sandbox();
      if (usable.isPresent()) {
        return usable.get();
      }
      terminal.println("No sandbox \"" + rung.name() + "\" here: " + rung.refusal());
    }
    throw new IllegalStateException("the ladder has no last rung");
  }
}
