package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static unroll.probe.ProbeFixtures.init;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.cell.Cell;
import unroll.cell.DeepTransition;
import unroll.cell.Delayed;
import unroll.cell.Elman;
import unroll.cell.Sequence;
import unroll.cell.SkipStacked;
import unroll.cell.Stacked;
import unroll.layer.Activation;
import unroll.layer.Mlp;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The graph that is drawn is the network that runs. If all weights shrink by a factor s, the
 * gradient of an output with respect to an input shrinks by s to the power of the maps between
 * them, and the shortest path outlives the others: so its length can be measured.
 */
class PathLengthTest {
  private static final int LAGS = 6;
  private static final int INPUTS = 2;
  private static final int HIDDEN = 3;

  /** Weights so small that longer paths add about as much to the gradient as this. */
  private static final double SMALL = 1e-3;

  /** Of a measured exponent; the graphs differ by 1. */
  private static final double TOLERANCE = 0.01;

  static Stream<Arguments> networks() {
    Initializer init = init(1);
    return Stream.of(
        Arguments.of("plain", elman(INPUTS, init), Architecture.stacked(1)),
        Arguments.of(
            "three layers",
            Stacked.of(elman(INPUTS, init), elman(HIDDEN, init), elman(HIDDEN, init)),
            Architecture.stacked(3)),
        Arguments.of(
            "three layers, skips over depth",
            SkipStacked.of(
                elman(INPUTS, init), elman(INPUTS + HIDDEN, init), elman(INPUTS + HIDDEN, init)),
            Architecture.stacked(3).withDepthSkips()),
        Arguments.of(
            "skip over time",
            Delayed.of(INPUTS, HIDDEN, init, 1, 3),
            Architecture.stacked(1).withDelays(1, 3)),
        Arguments.of(
            "removed connections",
            Delayed.of(INPUTS, HIDDEN, init, 2),
            Architecture.stacked(1).withDelays(2)),
        Arguments.of(
            "deep transition",
            DeepTransition.of(input(init), 3, false, init),
            Architecture.stacked(1).withTransitionDepth(3)),
        Arguments.of(
            "deep transition, shortcut",
            DeepTransition.of(input(init), 3, true, init),
            Architecture.stacked(1).withTransitionDepth(3).withShortcut()));
  }

  private static Elman elman(int inputs, Initializer init) {
    return Elman.of(inputs, HIDDEN, init);
  }

  private static Mlp input(Initializer init) {
    return Mlp.of(Activation.TANH, init, INPUTS, HIDDEN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void shrinkingWeightsMeasureTheShortestPath(String name, Cell<?> cell, Architecture drawn) {
    double[] lengths = drawn.lengthByLag(LAGS);
    for (int lag = 0; lag <= LAGS; lag++) {
      double norm = gradient(cell, lag, SMALL);
      double half = gradient(cell, lag, SMALL / 2);
      double measured = norm == 0 ? Double.NaN : Math.log(norm / half) / Math.log(2);
      assertEquals(lengths[lag], measured, TOLERANCE, "lag " + lag);
    }
  }

  /** How long the gradient of an output is at an input so many steps before, all weights scaled. */
  private static <S> double gradient(Cell<S> cell, int lag, double scale) {
    cell.parameters().forEach(parameter -> scaled(parameter, scale));
    Parameter xs = init(2).uniform("x", lag + 1, INPUTS, 1);
    Tape tape = new Tape();
    Value last =
        cell.output(
            cell.unroll(new Sequence(xs.on(tape), lag + 1), cell.initialState(tape, 1)).last());
    last.sum().scale(scale).backward();
    cell.parameters().forEach(parameter -> scaled(parameter, 1 / scale));
    double sum = 0;
    for (int j = 0; j < INPUTS; j++) {
      sum += Math.pow(xs.gradient().get(0, j), 2);
    }
    return Math.sqrt(sum);
  }

  private static void scaled(Parameter parameter, double factor) {
    parameter.matrix().kernels().scale(parameter.matrix(), factor);
  }
}
