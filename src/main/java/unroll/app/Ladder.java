package unroll.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The ways to come by a Jupyter, tried one after the other until one starts.
 *
 * @param rungs the ways, the best first
 * @param tell receives one line a rung
 */
record Ladder(List<Rung> rungs, Consumer<String> tell) {
  /**
   * Climbs until a Jupyter runs.
   *
   * @param start starts one; throws {@link JupyterServer.StartException} where it does not come up
   * @return what started, or nothing where no rung held
   */
  <T> Optional<T> climb(Function<Jupyter, T> start) {
    for (Rung rung : rungs) {
      Rung.Outcome outcome = rung.attempt();
      tell.accept(outcome.line());
      if (outcome instanceof Rung.Found found) {
        try {
          return Optional.of(start.apply(found.jupyter()));
        } catch (JupyterServer.StartException dead) {
          tell.accept(dead.getMessage());
        }
      }
    }
    return Optional.empty();
  }
}
