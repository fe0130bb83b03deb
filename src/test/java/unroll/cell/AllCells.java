package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import unroll.layer.Activation;
import unroll.layer.Mlp;
import unroll.tape.Initializer;

/** Every cell of the kit, to be held to the same contract. */
final class AllCells {
  static final int INPUTS = 3;

  record Shape(int batch, int steps, int hidden) {}

  record Named(String name, BiFunction<Integer, Initializer, Cell<?>> make) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Odd sizes, one example, one step, one of everything. */
  static final List<Shape> SHAPES =
      List.of(new Shape(1, 1, 1), new Shape(3, 1, 7), new Shape(1, 6, 3), new Shape(5, 4, 9));

  private AllCells() {}

  static List<Named> cells() {
    List<Named> all = new ArrayList<>();
    all.add(new Named("Elman", (h, init) -> Elman.of(INPUTS, h, init)));
    all.add(new Named("Elman, ReLU", (h, init) -> Elman.of(INPUTS, h, Activation.RELU, init)));
    all.add(
        new Named("Elman, linear", (h, init) -> Elman.of(INPUTS, h, Activation.IDENTITY, init)));
    all.add(new Named("LSTM", (h, init) -> Lstm.of(INPUTS, h, init)));
    all.add(
        new Named("LSTM, peepholes", (h, init) -> seeing(PeepholeLstm.of(INPUTS, h, init), init)));
    all.add(new Named("LSTM, normalised", (h, init) -> NormalizedLstm.of(INPUTS, h, init)));
    for (Gru.Reset reset : Gru.Reset.values()) {
      all.add(new Named("GRU, " + reset, (h, init) -> Gru.of(INPUTS, h, reset, init)));
    }
    all.add(new Named("leaky, fixed", (h, init) -> Leaky.fixed(INPUTS, constants(h), init)));
    all.add(new Named("leaky, learned", (h, init) -> Leaky.learned(INPUTS, constants(h), init)));
    all.add(new Named("skip over time", (h, init) -> Delayed.of(INPUTS, h, init, 1, 3)));
    all.add(new Named("removed connections", (h, init) -> Delayed.of(INPUTS, h, init, 2)));
    all.add(
        new Named(
            "deep transition",
            (h, init) -> DeepTransition.of(mlp(h, init), 3, false, init.named("cell"))));
    all.add(
        new Named(
            "deep transition, shortcut",
            (h, init) -> DeepTransition.of(mlp(h, init), 2, true, init.named("cell"))));
    all.add(
        new Named(
            "stack",
            (h, init) ->
                Stacked.of(
                    Lstm.of(INPUTS, 2 * h, init.named("1")),
                    Leaky.fixed(2 * h, constants(h), init.named("2")),
                    Gru.of(h, h, init.named("3")))));
    all.add(
        new Named(
            "stack, shortcut",
            (h, init) ->
                new Stacked(
                    List.of(Elman.of(INPUTS, h, init.named("1")), Lstm.of(h, h, init.named("2"))),
                    true)));
    all.add(new Named("stack, skips side by side", AllCells::skipping));
    all.add(
        new Named(
            "variational dropout of nothing",
            (h, init) ->
                VariationalDropout.of(Gru.of(INPUTS, h, init), 0, new SplittableRandom(6))));
    all.add(
        new Named(
            "stack of variational dropouts of nothing",
            (h, init) ->
                Stacked.of(
                    VariationalDropout.of(
                        Lstm.of(INPUTS, 2, init.named("1")), 0, new SplittableRandom(6)),
                    VariationalDropout.of(
                        Delayed.of(2, h, init.named("2"), 1, 3), 0, new SplittableRandom(7)))));
    for (Feedback feedback : Feedback.values()) {
      all.add(
          new Named(
              "output coupled, " + feedback,
              (h, init) -> OutputCoupled.of(INPUTS, 4, h, feedback, init)));
    }
    return all;
  }

  static Stream<Arguments> inAllShapes() {
    return inAllShapes(cells().stream());
  }

  /** The cells whose recurrent weights can be made to hear something else. */
  static Stream<Arguments> hearingInAllShapes() {
    return inAllShapes(
        cells().stream()
            .filter(cell -> cell.make().apply(2, Initializer.seeded(1)) instanceof HearingCell));
  }

  private static Stream<Arguments> inAllShapes(Stream<Named> cells) {
    return cells.flatMap(cell -> SHAPES.stream().map(shape -> Arguments.of(cell, shape)));
  }

  private static Cell<?> skipping(int hidden, Initializer init) {
    if (hidden == 1) {
      return SkipStacked.of(Lstm.of(INPUTS, 1, init));
    }
    int low = hidden / 2;
    return SkipStacked.of(
        Lstm.of(INPUTS, low, init.named("1")), Gru.of(INPUTS + low, hidden - low, init.named("2")));
  }

  private static Cell<?> seeing(PeepholeLstm cell, Initializer init) {
    var peepholes = cell.peepholes().matrix();
    peepholes.copyFrom(init.normal("", 1, peepholes.columns(), 0.5).matrix());
    return cell;
  }

  private static Mlp mlp(int hidden, Initializer init) {
    return Mlp.of(Activation.RELU, init.named("input"), INPUTS, 5, hidden);
  }

  private static double[] constants(int hidden) {
    double[] taus = new double[hidden];
    for (int j = 0; j < hidden; j++) {
      taus[j] = 1.5 + j;
    }
    return taus;
  }
}
