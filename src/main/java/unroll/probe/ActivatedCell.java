package unroll.probe;

import java.util.List;
import unroll.cell.Cell;
import unroll.matrix.Matrix;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The lecture's architecture (i) with any activation g: {@code h = g(x Wx + h_before Wh + b)}. With
 * TANH it computes what {@link unroll.cell.Elman} does, written as a composition; with IDENTITY it
 * is the linear model {@code h_(t+1) = W h_t} in which gradients vanish and explode.
 *
 * @param activation g
 * @param inputWeights D x H
 * @param recurrentWeights H x H, the lecture's W transposed
 * @param bias 1 x H
 */
public record ActivatedCell(
    Activation activation, Parameter inputWeights, Parameter recurrentWeights, Parameter bias)
    implements Cell<ActivatedCell.State> {

  /**
   * The state: the hidden units.
   *
   * @param h B x H
   */
  public record State(Value h) {}

  /**
   * Makes a cell with Glorot weights and a bias of zero.
   *
   * @param activation g
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new cell
   */
  public static ActivatedCell of(Activation activation, int inputs, int hidden, Initializer init) {
    return new ActivatedCell(
        activation,
        init.glorot("Wx", inputs, hidden),
        init.glorot("Wh", hidden, hidden),
        init.zeros("b", 1, hidden));
  }

  /**
   * Makes a cell that reads each input into the unit of the same number, with weights between the
   * units as in the lecture, {@code h_t = g(W h_(t-1) + x_t)}.
   *
   * @param activation g
   * @param w H x H in the lecture's orientation: row i leads into unit i. Not modified.
   * @return a new cell with D = H and a bias of zero
   * @throws IllegalArgumentException if w is not square
   */
  public static ActivatedCell ofRecurrent(Activation activation, Matrix w) {
    int hidden = Spectrum.sizeOfSquare("recurrent weights", w);
    Matrix transposed = w.zerosLike(hidden, hidden);
    Matrix identity = w.zerosLike(hidden, hidden);
    for (int i = 0; i < hidden; i++) {
      identity.set(i, i, 1);
      for (int j = 0; j < hidden; j++) {
        transposed.set(j, i, w.get(i, j));
      }
    }
    return new ActivatedCell(
        activation,
        new Parameter("Wx", identity),
        new Parameter("Wh", transposed),
        new Parameter("b", w.zerosLike(1, hidden)));
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
    Tape tape = x.tape();
    Value driven = x.affine(inputWeights.on(tape), bias.on(tape));
    return new State(activation.of(driven.plus(before.h().times(recurrentWeights.on(tape)))));
  }

  @Override
  public Value output(State state) {
    return state.h();
  }

  @Override
  public State carry(State state, Tape tape) {
    return new State(tape.constant(state.h().matrix().copy()));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(inputWeights, recurrentWeights, bias);
  }
}
