package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import unroll.layer.Activation;
import unroll.layer.Linear;
import unroll.layer.Mlp;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * A cell whose steps are multilayer perceptrons: input-to-hidden, and hidden-to-hidden (deep
 * transition; Pascanu, Gulcehre, Cho and Bengio 2014, equation 6; with shortcut, their DT(S)):
 *
 * <pre>
 *   u_1 = tanh(mlp(x) + h_before Wh)
 *   u_l = tanh(u_(l-1) W_l + b_l)                    for l = 2 to L
 *   h   = u_L                                        without shortcut
 *   h   = tanh(u_(L-1) W_L + b_L + h_before Ws)      with shortcut
 * </pre>
 *
 * <p>L layers make every step as deep, so a path over T steps is T L long; the shortcut offers one
 * of T. Hidden-to-output is an {@link Mlp} as readout.
 *
 * @param input maps an input to H numbers
 * @param recurrentWeights H x H
 * @param transition the layers 2 to L, each of H to H
 * @param shortcut whether the last layer also hears the state before
 * @param shortcutWeights H x H, Ws; learns only with shortcut, and is zero without
 */
public record DeepTransition(
    Mlp input,
    Parameter recurrentWeights,
    List<Linear> transition,
    boolean shortcut,
    Parameter shortcutWeights)
    implements ComposedCell<DeepTransition.State> {

  /**
   * The state: the hidden units.
   *
   * @param h B x H
   */
  public record State(Value h) {}

  /**
   * Checks the depth.
   *
   * @param input maps an input to H numbers
   * @param recurrentWeights H x H
   * @param transition the layers 2 to L; copied
   * @param shortcut whether the last layer also hears the state before
   * @param shortcutWeights H x H
   * @throws IllegalArgumentException if there is a shortcut past nothing
   */
  public DeepTransition {
    transition = List.copyOf(transition);
    if (shortcut && transition.isEmpty()) {
      throw new IllegalArgumentException("a transition of one layer has nothing to cut short");
    }
  }

  /**
   * Makes a cell with Glorot weights and biases of zero.
   *
   * @param input maps an input to H numbers
   * @param depth L, layers of a transition, at least 1
   * @param shortcut whether the last layer also hears the state before; needs depth 2 or more
   * @param init draws the weights
   * @return a new cell
   * @throws IllegalArgumentException if the depth is below 1, or there is a shortcut past nothing
   */
  public static DeepTransition of(Mlp input, int depth, boolean shortcut, Initializer init) {
    if (depth < 1) {
      throw new IllegalArgumentException("a transition has at least 1 layer, not " + depth);
    }
    int hidden = input.outputs();
    List<Linear> transition = new ArrayList<>();
    for (int l = 2; l <= depth; l++) {
      transition.add(Linear.of(hidden, hidden, init.named("transition" + l)));
    }
    return new DeepTransition(
        input,
        init.glorot("Wh", hidden, hidden),
        transition,
        shortcut,
        shortcut ? init.glorot("Ws", hidden, hidden) : init.zeros("Ws", hidden, hidden));
  }

  @Override
  public int inputs() {
    return input.inputs();
  }

  @Override
  public int hidden() {
    return input.outputs();
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(tape.zeros(recurrentWeights.matrix().precision(), batch, hidden()));
  }

  @Override
  public Value project(Value x) {
    return input.apply(x);
  }

  @Override
  public State advance(Value projected, State before, UnaryOperator<Value> heard) {
    Tape tape = projected.tape();
    Value h = heard.apply(before.h());
    Value sum = projected.plus(h.times(recurrentWeights.on(tape)));
    for (Linear layer : transition) {
      sum = layer.apply(Activation.TANH.apply(sum));
    }
    if (shortcut) {
      sum = sum.plus(h.times(shortcutWeights.on(tape)));
    }
    return new State(sum.tanh());
  }

  @Override
  public Value output(State state) {
    return state.h();
  }

  @Override
  public State combine(State first, State second, BinaryOperator<Value> join) {
    return new State(join.apply(first.h(), second.h()));
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(input.parameters());
    all.add(recurrentWeights);
    transition.forEach(layer -> all.addAll(layer.parameters()));
    if (shortcut) {
      all.add(shortcutWeights);
    }
    return List.copyOf(all);
  }
}
