package unroll.cell;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import unroll.layer.Activation;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Packed;
import unroll.matrix.Shapes;
import unroll.tape.Affine;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The lecture's architecture (i), hidden-to-hidden coupling (Elman 1990).
 *
 * <p>{@code a = b + W h_before + U x, h = tanh a}. Rows are examples here, so the lecture's columns
 * read {@code h = tanh(x Wx + h_before Wh + b)} with {@code Wx = U'} and {@code Wh = W'}. The
 * readout {@code o = c + V h} is a {@link unroll.layer.Linear}.
 *
 * @param inputWeights D x H, the lecture's U transposed
 * @param recurrentWeights H x H, the lecture's W transposed
 * @param bias 1 x H
 * @param activation g of {@code h = g(a)}: tanh in the lecture
 */
public record Elman(
    Parameter inputWeights, Parameter recurrentWeights, Parameter bias, Activation activation)
    implements HearingCell<Elman.State> {

  /**
   * The state: the hidden units.
   *
   * @param h B x H
   */
  public record State(Value h) {}

  /**
   * Makes a cell with Glorot weights and a bias of zero.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new cell
   */
  public static Elman of(int inputs, int hidden, Initializer init) {
    return of(inputs, hidden, Activation.TANH, init);
  }

  /**
   * Makes a cell with Glorot weights, a bias of zero and any activation.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param activation g
   * @param init draws the weights
   * @return a new cell
   */
  public static Elman of(int inputs, int hidden, Activation activation, Initializer init) {
    return new Elman(
        init.glorot("Wx", inputs, hidden),
        init.glorot("Wh", hidden, hidden),
        init.zeros("b", 1, hidden),
        activation);
  }

  /**
   * Makes a cell of rectifiers that starts with recurrent weights of the identity, and input
   * weights of deviation 0.001 (Le, Jaitly and Hinton 2015): a state without input stays as it is.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new cell
   */
  public static Elman identityStart(int inputs, int hidden, Initializer init) {
    return new Elman(
        init.normal("Wx", inputs, hidden, 0.001),
        init.identity("Wh", hidden, 1),
        init.zeros("b", 1, hidden),
        Activation.RELU);
  }

  /**
   * Makes a cell whose recurrent weights start orthogonal (Saxe, McClelland and Ganguli 2014):
   * their product over any number of steps keeps lengths.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param activation g
   * @param init draws the weights
   * @return a new cell
   */
  public static Elman orthogonalStart(
      int inputs, int hidden, Activation activation, Initializer init) {
    return new Elman(
        init.glorot("Wx", inputs, hidden),
        init.orthogonal("Wh", hidden, hidden, 1),
        init.zeros("b", 1, hidden),
        activation);
  }

  @Override
  public int inputs() {
    return inputWeights.matrix().rows();
  }

  @Override
  public int hidden() {
    return inputWeights.matrix().columns();
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(tape.zeros(inputWeights.matrix().precision(), batch, hidden()));
  }

  @Override
  public State step(Value x, State before) {
    return unroll(new Sequence(x, 1), before).last();
  }

  @Override
  public State step(Value x, State before, UnaryOperator<Value> heard) {
    Shapes.require("state before the step", before.h().matrix(), x.rows(), hidden());
    Tape tape = x.tape();
    Value recurrent = heard.apply(before.h()).times(recurrentWeights.on(tape));
    Value a = x.affine(inputWeights.on(tape), bias.on(tape)).plus(recurrent);
    return new State(activation.apply(a));
  }

  @Override
  public Value output(State state) {
    return state.h();
  }

  @Override
  public State combine(State first, State second, BinaryOperator<Value> join) {
    return new State(join.apply(first.h(), second.h()));
  }

  /**
   * Takes all steps as one operation: the inputs of all steps are one product, and so is the
   * gradient of the recurrent weights.
   *
   * <p>Backward, from the last step to the first, with dh_t complete when step t is reached:
   *
   * <pre>
   *   da_t      = dh_t g'(a_t), which is dh_t (1 - h_t^2) for tanh
   *   dh_(t-1) += da_t Wh'
   *   dWh      += sum over t of h_(t-1)' da_t
   * </pre>
   */
  @Override
  public Unrolled<State> unroll(Sequence xs, State start) {
    Tape tape = xs.rows().tape();
    int steps = xs.steps();
    int batch = xs.batch();
    Affine inputs = Affine.of(xs.rows(), inputWeights.on(tape), bias.on(tape));
    Value weights = recurrentWeights.on(tape);
    States h = States.from(start.h(), batch, hidden(), steps, tape, inputs.needsGradient());
    Kernels kernels = weights.matrix().kernels();
    inputs.prepare(h.allAfter());
    Packed packed = tape.pack(weights.matrix(), steps * batch);
    Rows.share(
        xs,
        weights,
        (from, to) -> {
          for (int t = 0; t < steps; t++) {
            Matrix sum = h.after(t, from, to);
            inputs.complete(t * batch + from, sum);
            kernels.addProduct(h.before(t, from, to), packed, sum);
            activation.apply(sum, sum);
          }
        });
    if (h.needsGradient()) {
      Matrix da = tape.room(weights.precision(), steps * batch, hidden());
      tape.record(
          () -> {
            Packed transposed = tape.packTransposed(weights.matrix(), steps * batch);
            Rows.share(
                xs,
                weights,
                (from, to) -> {
                  for (int t = steps - 1; t >= 0; t--) {
                    Matrix d = xs.of(da, t, from, to);
                    d.fill(0);
                    activation.addGradient(h.after(t, from, to), h.gradientAfter(t, from, to), d);
                    kernels.addProduct(d, transposed, h.gradientBefore(t, from, to));
                  }
                });
            kernels.addProductLeftTransposed(h.allBefore(), da, weights.gradient());
            inputs.addGradients(da);
            h.passBackTo(start.h());
          });
    }
    return new Unrolled<>(new Sequence(h.outputs(), steps), new State(h.last()));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(inputWeights, recurrentWeights, bias);
  }
}
