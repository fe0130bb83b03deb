package unroll.cell;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
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
 * The long short-term memory (Hochreiter and Schmidhuber 1997; with the forget gate of Gers,
 * Schmidhuber and Cummins 2000), in the lecture's form:
 *
 * <pre>
 *   i, f, o = sigmoid(x Wx + h_before Wh + b)    input, forget and output gate
 *   g       = tanh(x Wx + h_before Wh + b)       what could be stored
 *   c       = f c_before + i g                   the memory
 *   h       = o tanh c                           the output
 * </pre>
 *
 * <p>The four blocks lie side by side in the order i, f, o, g, so one product serves all gates. The
 * forget bias starts at one: the memory keeps before it learns what to drop (Gers et al. 2000;
 * Jozefowicz, Zaremba and Sutskever 2015).
 *
 * @param inputWeights D x 4H
 * @param recurrentWeights H x 4H
 * @param bias 1 x 4H
 */
public record Lstm(Parameter inputWeights, Parameter recurrentWeights, Parameter bias)
    implements HearingCell<Lstm.State> {

  /**
   * The state: output and memory.
   *
   * @param h B x H
   * @param c B x H
   */
  public record State(Value h, Value c) {}

  /**
   * Makes a cell with weights uniform on {@code +-1/sqrt(H)}, forget bias 1 and other biases 0.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new cell
   */
  public static Lstm of(int inputs, int hidden, Initializer init) {
    double limit = 1 / Math.sqrt(hidden);
    Parameter bias = init.zeros("b", 1, 4 * hidden);
    for (int j = hidden; j < 2 * hidden; j++) {
      bias.matrix().set(0, j, 1);
    }
    return new Lstm(
        init.uniform("Wx", inputs, 4 * hidden, limit),
        init.uniform("Wh", hidden, 4 * hidden, limit),
        bias);
  }

  /**
   * Makes a cell whose time scales are spread over a task (the chrono start of Tallec and Ollivier
   * 2018): forget biases {@code log u} with u uniform on 1 to the longest dependency less 1, input
   * biases their negatives. A forget gate of {@code sigmoid(log u)} keeps for about {@code 1 + u}
   * steps.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param longest the longest dependency expected, in steps, at least 2
   * @param init draws the weights and the biases
   * @return a new cell
   * @throws IllegalArgumentException if the longest dependency is below 2
   */
  public static Lstm chronoStart(int inputs, int hidden, int longest, Initializer init) {
    Lstm lstm = of(inputs, hidden, init);
    double[] keeping = Chrono.biases(hidden, longest, init);
    for (int j = 0; j < hidden; j++) {
      lstm.bias.matrix().set(0, j, -keeping[j]);
      lstm.bias.matrix().set(0, hidden + j, keeping[j]);
    }
    return lstm;
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
  public State initialState(Tape tape, int batch) {
    var precision = inputWeights.matrix().precision();
    return new State(
        tape.zeros(precision, batch, hidden()), tape.zeros(precision, batch, hidden()));
  }

  @Override
  public State step(Value x, State before) {
    return unroll(new Sequence(x, 1), before).last();
  }

  @Override
  public State step(Value x, State before, UnaryOperator<Value> heard) {
    Shapes.require("state before the step", before.h().matrix(), x.rows(), hidden());
    Tape tape = x.tape();
    int hidden = hidden();
    Value recurrent = heard.apply(before.h()).times(recurrentWeights.on(tape));
    Value sums = x.affine(inputWeights.on(tape), bias.on(tape)).plus(recurrent);
    Value i = sums.columns(0, hidden).sigmoid();
    Value f = sums.columns(hidden, 2 * hidden).sigmoid();
    Value o = sums.columns(2 * hidden, 3 * hidden).sigmoid();
    Value g = sums.columns(3 * hidden, 4 * hidden).tanh();
    Value c = f.timesElements(before.c()).plus(i.timesElements(g));
    return new State(o.timesElements(c.tanh()), c);
  }

  @Override
  public Value output(State state) {
    return state.h();
  }

  @Override
  public State combine(State first, State second, BinaryOperator<Value> join) {
    return new State(join.apply(first.h(), second.h()), join.apply(first.c(), second.c()));
  }

  /**
   * Takes all steps as one operation.
   *
   * <p>Backward, from the last step to the first; dc carries over from step to step:
   *
   * <pre>
   *   dc_t     += dh_t o (1 - tanh(c_t)^2)
   *   dgates_t  = (dc g i(1-i), dc c_(t-1) f(1-f), dh tanh(c) o(1-o), dc i (1-g^2))
   *   dc_(t-1) += dc_t f
   *   dh_(t-1) += dgates_t Wh'
   * </pre>
   *
   * <p>The gradients of the weights are one product each over all steps: {@code dWh += sum over t
   * of h_(t-1)' dgates_t}, likewise dWx with x_t, and db is the sum of dgates.
   */
  @Override
  public Unrolled<State> unroll(Sequence xs, State start) {
    Tape tape = xs.rows().tape();
    Affine inputs = Affine.of(xs.rows(), inputWeights.on(tape), bias.on(tape));
    int rows = xs.rows().rows();
    Value weights = recurrentWeights.on(tape);
    States h =
        States.from(start.h(), xs.batch(), hidden(), xs.steps(), tape, inputs.needsGradient());
    Memory c =
        Memory.from(start.c(), xs.batch(), hidden(), xs.steps(), tape, inputs.needsGradient());
    Matrix gates = tape.room(weights.precision(), rows, 4 * hidden());
    Matrix tanhC = tape.room(weights.precision(), rows, hidden());
    Pass pass = new Pass(xs, inputs, weights, h, c, gates, tanhC);
    pass.forward();
    if (h.needsGradient()) {
      tape.record(
          () -> {
            pass.backward();
            h.passBackTo(start.h());
            c.passBackTo(start.c());
          });
    }
    return new Unrolled<>(new Sequence(h.outputs(), xs.steps()), new State(h.last(), c.last()));
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(inputWeights, recurrentWeights, bias);
  }

  /**
   * One pass over a sequence.
   *
   * @param gates T*B x 4H: sums first, activated step by step; backward their gradients
   * @param tanhC T*B x H
   */
  private record Pass(
      Sequence xs, Affine inputs, Value weights, States h, Memory c, Matrix gates, Matrix tanhC) {

    void forward() {
      Kernels kernels = gates.kernels();
      inputs.prepare(gates);
      Packed packed = weights.tape().pack(weights.matrix(), gates.rows());
      Rows.share(
          xs,
          weights,
          (from, to) -> {
            for (int t = 0; t < xs.steps(); t++) {
              Matrix gate = xs.of(gates, t, from, to);
              inputs.complete(t * xs.batch() + from, gate);
              kernels.addProduct(h.before(t, from, to), packed, gate);
              kernels.lstmGates(
                  gate,
                  c.before(t, from, to),
                  c.after(t, from, to),
                  xs.of(tanhC, t, from, to),
                  h.after(t, from, to));
            }
          });
    }

    void backward() {
      Kernels kernels = gates.kernels();
      Packed transposed = weights.tape().packTransposed(weights.matrix(), gates.rows());
      Rows.share(
          xs,
          weights,
          (from, to) -> {
            for (int t = xs.steps() - 1; t >= 0; t--) {
              Matrix gate = xs.of(gates, t, from, to);
              kernels.lstmGatesGradient(
                  gate,
                  c.before(t, from, to),
                  xs.of(tanhC, t, from, to),
                  h.gradientAfter(t, from, to),
                  c.gradientAfter(t, from, to),
                  c.clearedGradientBefore(t, from, to));
              kernels.addProduct(gate, transposed, h.gradientBefore(t, from, to));
            }
          });
      kernels.addProductLeftTransposed(h.allBefore(), gates, weights.gradient());
      inputs.addGradients(gates);
    }
  }

  /**
   * The memory before the first step and after every step. Nobody outside sees it but after the
   * last one, so gradients are kept for two steps only, in turns.
   *
   * @param numbers (T+1)*B x H
   * @param last B x H, the last rows
   * @param gradients 2*B x H, for even and odd numbers of steps; empty without gradient
   */
  private record Memory(Matrix numbers, Value last, Matrix gradients) {

    static Memory from(
        Value start, int batch, int hidden, int steps, Tape tape, boolean needsGradient) {
      Shapes.require("state before the first step", start.matrix(), batch, hidden);
      Matrix numbers = tape.room(start.precision(), (steps + 1) * batch, hidden);
      numbers.rows(0, batch).copyFrom(start.matrix());
      boolean needed = needsGradient || start.needsGradient();
      Value last = tape.result(numbers.rows(steps * batch, (steps + 1) * batch), needed);
      Matrix gradients = tape.room(start.precision(), last.needsGradient() ? 2 * batch : 0, hidden);
      return new Memory(numbers, last, gradients);
    }

    private int batch() {
      return last.rows();
    }

    Matrix before(int t, int from, int to) {
      return numbers.rows(t * batch() + from, t * batch() + to);
    }

    Matrix after(int t, int from, int to) {
      return before(t + 1, from, to);
    }

    /** What later steps added; after the last step, what others did. */
    Matrix gradientAfter(int t, int from, int to) {
      return (t + 2) * batch() == numbers.rows()
          ? last.gradient().rows(from, to)
          : gradientBefore(t + 1, from, to);
    }

    private Matrix gradientBefore(int t, int from, int to) {
      int turn = t % 2 * batch();
      return gradients.rows(turn + from, turn + to);
    }

    /** Room for the gradient before step t, zero. */
    Matrix clearedGradientBefore(int t, int from, int to) {
      Matrix gradient = gradientBefore(t, from, to);
      gradient.fill(0);
      return gradient;
    }

    /** Adds the gradient that arrived before the first step to the start's. */
    void passBackTo(Value start) {
      if (start.needsGradient()) {
        start.matrix().kernels().addScaled(1, gradientBefore(0, 0, batch()), start.gradient());
      }
    }
  }
}
