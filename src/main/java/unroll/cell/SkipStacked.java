package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Cells on top of each other with skips over depth that put side by side instead of adding (Graves
 * 2013, section 2, figure 1): the input reaches every layer, and every layer reaches the output.
 *
 * <pre>
 *   h1_t = layer1(x_t)
 *   hl_t = layerl([x_t, h(l-1)_t])      for l = 2 to L
 *   output = [h1_t, ..., hL_t]
 * </pre>
 *
 * <p>So a gradient passes one layer on its way in or out, however many there are. {@link Stacked}
 * has the skips that add.
 *
 * @param layers the lowest first, at least one: the lowest of D inputs, each other of D and as many
 *     as the outputs of the one below
 */
public record SkipStacked(List<Cell<?>> layers) implements Cell<SkipStacked.State> {

  /**
   * The states of the layers.
   *
   * @param layers the state of each, the lowest first
   */
  public record State(List<Object> layers) {
    /**
     * Copies the list.
     *
     * @param layers the state of each, the lowest first; copied
     */
    public State {
      layers = List.copyOf(layers);
    }
  }

  /**
   * Checks that the layers fit.
   *
   * @param layers the lowest first, at least one; copied
   * @throws IllegalArgumentException if there is none, or a layer's inputs are not those of the
   *     stack and the outputs below
   */
  public SkipStacked {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a stack needs at least one layer");
    }
    int inputs = layers.get(0).inputs();
    for (int l = 1; l < layers.size(); l++) {
      int below = layers.get(l - 1).hidden();
      if (layers.get(l).inputs() != inputs + below) {
        throw new IllegalArgumentException(
            String.format(
                "layer %d has %d inputs, but %d of the stack and %d outputs of the layer below reach"
                    + " it",
                l + 1, layers.get(l).inputs(), inputs, below));
      }
    }
  }

  /**
   * Stacks cells.
   *
   * @param layers the lowest first, at least one
   * @return a new stack
   * @throws IllegalArgumentException if there is none, or two do not fit
   */
  public static SkipStacked of(Cell<?>... layers) {
    return new SkipStacked(List.of(layers));
  }

  @Override
  public int inputs() {
    return layers.get(0).inputs();
  }

  /**
   * Returns the size of an output, which is of all layers.
   *
   * @return the sum of their H
   */
  @Override
  public int hidden() {
    return layers.stream().mapToInt(Cell::hidden).sum();
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(Stacked.initialStates(layers, tape, batch));
  }

  @Override
  public State step(Value x, State before) {
    return unroll(new Sequence(x, 1), before).last();
  }

  @Override
  public Value output(State state) {
    List<Value> outputs = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      outputs.add(Stacked.output(layers.get(l), state.layers().get(l)));
    }
    return Value.beside(outputs);
  }

  @Override
  public State combine(State first, State second, BinaryOperator<Value> join) {
    return new State(Stacked.combine(layers, first.layers(), second.layers(), join));
  }

  /** Carries the state of each layer over as that layer does it. */
  @Override
  public State carry(State state, Tape tape) {
    return new State(Stacked.carry(layers, state.layers(), tape));
  }

  @Override
  public Unrolled<State> unroll(Sequence xs, State start) {
    Value x = xs.rows();
    List<Object> last = new ArrayList<>();
    List<Value> outputs = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      Value input = l == 0 ? x : Value.beside(List.of(x, outputs.get(l - 1)));
      Unrolled<?> unrolled =
          Stacked.unroll(layers.get(l), new Sequence(input, xs.steps()), start.layers().get(l));
      last.add(unrolled.last());
      outputs.add(unrolled.outputs().rows());
    }
    return new Unrolled<>(new Sequence(Value.beside(outputs), xs.steps()), new State(last));
  }

  @Override
  public List<Parameter> parameters() {
    return Stacked.parameters(layers);
  }
}
