package unroll.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import unroll.layer.LayerNorm;
import unroll.matrix.Matrix;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * A long short-term memory with layer normalisation (Ba, Kiros and Hinton 2016, equations 20 to
 * 22):
 *
 * <pre>
 *   i, f, o, g before activation = LN(x Wx) + LN(h_before Wh)
 *   c = sigmoid(f) c_before + sigmoid(i) tanh(g)
 *   h = sigmoid(o) tanh(LN(c))
 * </pre>
 *
 * <p>Each LN has a gain and a bias of its own and spans all four gates; the paper's further bias b
 * is the sum of the first two and left out. The size of the weights no longer matters, only their
 * direction. Blocks lie in the order i, f, o, g.
 *
 * @param inputWeights D x 4H
 * @param recurrentWeights H x 4H
 * @param inputNorm of 4H units; its bias starts at 1 for the forget gate
 * @param recurrentNorm of 4H units
 * @param memoryNorm of H units
 */
public record NormalizedLstm(
    Parameter inputWeights,
    Parameter recurrentWeights,
    LayerNorm inputNorm,
    LayerNorm recurrentNorm,
    LayerNorm memoryNorm)
    implements ComposedCell<Lstm.State> {

  /**
   * Makes a cell with weights uniform on {@code +-1/sqrt(H)}, gains 1, forget bias 1 and other
   * biases 0.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new cell
   */
  public static NormalizedLstm of(int inputs, int hidden, Initializer init) {
    double limit = 1 / Math.sqrt(hidden);
    LayerNorm inputNorm = LayerNorm.of(4 * hidden, init.named("inputNorm"));
    Matrix bias = inputNorm.bias().matrix();
    for (int j = hidden; j < 2 * hidden; j++) {
      bias.set(0, j, 1);
    }
    return new NormalizedLstm(
        init.uniform("Wx", inputs, 4 * hidden, limit),
        init.uniform("Wh", hidden, 4 * hidden, limit),
        inputNorm,
        LayerNorm.of(4 * hidden, init.named("recurrentNorm")),
        LayerNorm.of(hidden, init.named("memoryNorm")));
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
    Value zeros = tape.zeros(inputWeights.matrix().precision(), batch, hidden());
    return new Lstm.State(zeros, zeros);
  }

  @Override
  public Value project(Value x) {
    return inputNorm.apply(x.times(inputWeights.on(x.tape())));
  }

  @Override
  public Lstm.State advance(Value projected, Lstm.State before, UnaryOperator<Value> heard) {
    int hidden = hidden();
    Value recurrent = heard.apply(before.h()).times(recurrentWeights.on(projected.tape()));
    Value sums = projected.plus(recurrentNorm.apply(recurrent));
    Value gates = sums.columns(0, 3 * hidden).sigmoid();
    Value g = sums.columns(3 * hidden, 4 * hidden).tanh();
    Value c =
        gates
            .columns(hidden, 2 * hidden)
            .timesElements(before.c())
            .plus(gates.columns(0, hidden).timesElements(g));
    Value o = gates.columns(2 * hidden, 3 * hidden);
    return new Lstm.State(o.timesElements(memoryNorm.apply(c).tanh()), c);
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
    List<Parameter> all = new ArrayList<>(List.of(inputWeights, recurrentWeights));
    all.addAll(inputNorm.parameters());
    all.addAll(recurrentNorm.parameters());
    all.addAll(memoryNorm.parameters());
    return List.copyOf(all);
  }
}
