package unroll.cell;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import unroll.layer.Rows;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * A long short-term memory whose gates see the memory (Gers, Schraudolph and Schmidhuber 2002; as
 * in Graves 2013, equations 7 to 11):
 *
 * <pre>
 *   i, f = sigmoid(x Wx + h_before Wh + b + c_before * p)
 *   g    = tanh(x Wx + h_before Wh + b)
 *   c    = f c_before + i g
 *   o    = sigmoid(x Wx + h_before Wh + b + c * p)       sees the new memory
 *   h    = o tanh c
 * </pre>
 *
 * <p>A peephole is one weight a unit: each gate sees its own cell only. Without them a closed
 * output gate hides from all gates what is stored. Blocks lie in the order i, f, o, g.
 *
 * @param inputWeights D x 4H
 * @param recurrentWeights H x 4H
 * @param bias 1 x 4H
 * @param peepholes 1 x 3H, p of i, f and o
 */
public record PeepholeLstm(
    Parameter inputWeights, Parameter recurrentWeights, Parameter bias, Parameter peepholes)
    implements ComposedCell<Lstm.State> {

  /**
   * Makes a cell with the weights of {@link Lstm#of} and peepholes of zero.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new cell
   */
  public static PeepholeLstm of(int inputs, int hidden, Initializer init) {
    Lstm lstm = Lstm.of(inputs, hidden, init);
    return new PeepholeLstm(
        lstm.inputWeights(),
        lstm.recurrentWeights(),
        lstm.bias(),
        init.zeros("peepholes", 1, 3 * hidden));
  }

  @Override
  public int inputs() {
    return inputWeights.matrix().rows();
  }

  @Override
  public int hidden() {
    return recurrentWeights.matrix().rows();
  }

  @Override
  public Lstm.State initialState(Tape tape, int batch) {
    Value zeros = tape.zeros(bias.matrix().precision(), batch, hidden());
    return new Lstm.State(zeros, zeros);
  }

  @Override
  public Value project(Value x) {
    return x.affine(inputWeights.on(x.tape()), bias.on(x.tape()));
  }

  @Override
  public Lstm.State advance(Value projected, Lstm.State before, UnaryOperator<Value> heard) {
    Tape tape = projected.tape();
    int hidden = hidden();
    Value sums = projected.plus(heard.apply(before.h()).times(recurrentWeights.on(tape)));
    Value weights = Rows.repeat(peepholes.on(tape), projected.rows());
    Value memory = Value.beside(List.of(before.c(), before.c()));
    Value seen = weights.columns(0, 2 * hidden).timesElements(memory);
    Value gates = sums.columns(0, 2 * hidden).plus(seen).sigmoid();
    Value g = sums.columns(3 * hidden, 4 * hidden).tanh();
    Value c =
        gates
            .columns(hidden, 2 * hidden)
            .timesElements(before.c())
            .plus(gates.columns(0, hidden).timesElements(g));
    Value o =
        sums.columns(2 * hidden, 3 * hidden)
            .plus(weights.columns(2 * hidden, 3 * hidden).timesElements(c))
            .sigmoid();
    return new Lstm.State(o.timesElements(c.tanh()), c);
  }

  @Override
  public Value output(Lstm.State state) {
    return state.h();
  }

  @Override
  public Lstm.State combine(Lstm.State first, Lstm.State second, BinaryOperator<Value> join) {
    return new Lstm.State(join.apply(first.h(), second.h()), join.apply(first.c(), second.c()));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(inputWeights, recurrentWeights, bias, peepholes);
  }
}
