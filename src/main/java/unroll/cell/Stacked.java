package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Cells of any kind on top of each other: the outputs of one are the inputs of the next
 * (Schmidhuber 1992; Graves, Mohamed and Hinton 2013). A layer is unrolled over all times before
 * the next, which is the same as all layers step by step.
 *
 * @param layers the lowest first, at least one
 * @param shortcut whether each layer but the lowest adds its input to its output, a skip over depth
 *     (He et al. 2016, over layers of a recurrent network)
 */
public record Stacked(List<Cell<?>> layers, boolean shortcut) implements Cell<Stacked.State> {

  /**
   * The states of the layers.
   *
   * @param layers the state of each, the lowest first
   * @param output B x H of the highest
   */
  public record State(List<Object> layers, Value output) {
    /**
     * Copies the list.
     *
     * @param layers the state of each, the lowest first; copied
     * @param output B x H of the highest
     */
    public State {
      layers = List.copyOf(layers);
    }
  }

  /**
   * Checks that the layers fit.
   *
   * @param layers the lowest first, at least one; copied
   * @param shortcut whether each layer but the lowest adds its input to its output
   * @throws IllegalArgumentException if there is none, a layer's inputs are not the outputs below,
   *     or a layer with a shortcut changes the size
   */
  public Stacked {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a stack needs at least one layer");
    }
    for (int l = 1; l < layers.size(); l++) {
      int below = layers.get(l - 1).hidden();
      if (layers.get(l).inputs() != below || (shortcut && layers.get(l).hidden() != below)) {
        throw new IllegalArgumentException(
            String.format(
                "layer %d maps %d to %d, but below it come %d%s",
                l + 1,
                layers.get(l).inputs(),
                layers.get(l).hidden(),
                below,
                shortcut ? " and the shortcut adds them to its outputs" : ""));
      }
    }
  }

  /**
   * Stacks cells without shortcuts.
   *
   * @param layers the lowest first, at least one
   * @return a new stack
   * @throws IllegalArgumentException if there is none, or two do not fit
   */
  public static Stacked of(Cell<?>... layers) {
    return new Stacked(List.of(layers), false);
  }

  @Override
  public int inputs() {
    return layers.get(0).inputs();
  }

  @Override
  public int hidden() {
    return layers.get(layers.size() - 1).hidden();
  }

  @Override
  public State initialState(Tape tape, int batch) {
    var precision = parameters().get(0).matrix().precision();
    return new State(initialStates(layers, tape, batch), tape.zeros(precision, batch, hidden()));
  }

  static List<Object> initialStates(List<Cell<?>> layers, Tape tape, int batch) {
    List<Object> states = new ArrayList<>();
    for (Cell<?> layer : layers) {
      states.add(layer.initialState(tape, batch));
    }
    return states;
  }

  @Override
  public State step(Value x, State before) {
    return unroll(new Sequence(x, 1), before).last();
  }

  @Override
  public Value output(State state) {
    return state.output();
  }

  @Override
  public State combine(State first, State second, BinaryOperator<Value> join) {
    return new State(
        combine(layers, first.layers(), second.layers(), join),
        join.apply(first.output(), second.output()));
  }

  static List<Object> combine(
      List<Cell<?>> layers, List<Object> first, List<Object> second, BinaryOperator<Value> join) {
    List<Object> states = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      states.add(combine(layers.get(l), first.get(l), second.get(l), join));
    }
    return states;
  }

  /** Carries the state of each layer over as that layer does it. */
  @Override
  public State carry(State state, Tape tape) {
    return new State(
        carry(layers, state.layers(), tape), tape.constant(state.output().matrix().copy()));
  }

  static List<Object> carry(List<Cell<?>> layers, List<Object> states, Tape tape) {
    List<Object> carried = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      carried.add(carry(layers.get(l), states.get(l), tape));
    }
    return carried;
  }

  @Override
  public Unrolled<State> unroll(Sequence xs, State start) {
    return unroll(xs, start, between -> between);
  }

  /**
   * Takes all steps of a sequence, and changes what goes from each layer to the next: where dropout
   * between layers belongs (Zaremba, Sutskever and Vinyals 2014).
   *
   * @param xs T steps of B x D
   * @param start the state before the first step
   * @param between changes the (T*B) rows between two layers
   * @return the outputs of the highest layer, and the last states
   */
  public Unrolled<State> unroll(Sequence xs, State start, UnaryOperator<Value> between) {
    List<Object> last = new ArrayList<>();
    Sequence sequence = xs;
    for (int l = 0; l < layers.size(); l++) {
      Value input = l == 0 ? xs.rows() : between.apply(sequence.rows());
      Unrolled<?> unrolled =
          unroll(layers.get(l), new Sequence(input, xs.steps()), start.layers().get(l));
      last.add(unrolled.last());
      sequence = unrolled.outputs();
      if (shortcut && l > 0) {
        sequence = new Sequence(sequence.rows().plus(input), xs.steps());
      }
    }
    return new Unrolled<>(sequence, new State(last, sequence.at(xs.steps() - 1)));
  }

  /** The state of a layer is always one that this layer made. */
  @SuppressWarnings("unchecked")
  static <S> Unrolled<S> unroll(Cell<S> layer, Sequence xs, Object start) {
    return layer.unroll(xs, (S) start);
  }

  @SuppressWarnings("unchecked")
  private static <S> S combine(
      Cell<S> layer, Object first, Object second, BinaryOperator<Value> join) {
    return layer.combine((S) first, (S) second, join);
  }

  @SuppressWarnings("unchecked")
  static <S> Value output(Cell<S> layer, Object state) {
    return layer.output((S) state);
  }

  @SuppressWarnings("unchecked")
  private static <S> Object carry(Cell<S> layer, Object state, Tape tape) {
    return layer.carry((S) state, tape);
  }

  @Override
  public List<Parameter> parameters() {
    return parameters(layers);
  }

  static List<Parameter> parameters(List<Cell<?>> layers) {
    List<Parameter> all = new ArrayList<>();
    layers.forEach(layer -> all.addAll(layer.parameters()));
    return List.copyOf(all);
  }
}
