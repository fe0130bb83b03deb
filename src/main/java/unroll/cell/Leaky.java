package unroll.cell;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import unroll.layer.Rows;
import unroll.matrix.Matrix;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Leaky units: each keeps a share of what it was, and so has a time constant tau of its own (Mozer
 * 1992; Jaeger et al. 2007):
 *
 * <pre>
 *   a = x Wx + h_before Wh + b
 *   h = (1 - 1/tau) h_before + (1/tau) tanh a
 * </pre>
 *
 * <p>A state that nothing drives fades as {@code (1 - 1/tau)^t}; the gradient along the leak fades
 * no faster. With tau = 1 this is {@link Elman}. The time constants are written as {@code tau = 1 +
 * exp(slowness)}, so that they stay above 1 when they learn, and {@code 1/tau} is a logistic
 * function of the slowness.
 *
 * @param inputWeights D x H
 * @param recurrentWeights H x H
 * @param bias 1 x H
 * @param slowness 1 x H
 * @param learned whether the slowness is a parameter that learns
 */
public record Leaky(
    Parameter inputWeights,
    Parameter recurrentWeights,
    Parameter bias,
    Parameter slowness,
    boolean learned)
    implements ComposedCell<Leaky.State> {
  /** As slow as tau = 1: exp of it is lost in rounding against 1. */
  private static final double NOT_SLOW = -50;

  /**
   * The state: the hidden units.
   *
   * @param h B x H
   */
  public record State(Value h) {}

  /**
   * Makes a cell with time constants that stay.
   *
   * @param inputs D, at least 1
   * @param timeConstants tau of each of the H units, at least 1, in steps. Not modified.
   * @param init draws the weights
   * @return a new cell
   * @throws IllegalArgumentException if there is none, or one is below 1
   */
  public static Leaky fixed(int inputs, double[] timeConstants, Initializer init) {
    return of(inputs, timeConstants, false, init);
  }

  /**
   * Makes a cell with time constants that learn.
   *
   * @param inputs D, at least 1
   * @param timeConstants tau of each of the H units to start from, above 1, in steps. Not modified.
   * @param init draws the weights
   * @return a new cell
   * @throws IllegalArgumentException if there is none, or one is not above 1, where no gradient
   *     would move it
   */
  public static Leaky learned(int inputs, double[] timeConstants, Initializer init) {
    for (double tau : timeConstants) {
      if (!(tau > 1)) {
        throw new IllegalArgumentException("a time constant that learns is above 1, not " + tau);
      }
    }
    return of(inputs, timeConstants, true, init);
  }

  private static Leaky of(int inputs, double[] timeConstants, boolean learned, Initializer init) {
    int hidden = timeConstants.length;
    if (hidden == 0) {
      throw new IllegalArgumentException("leaky units need one time constant each, there is none");
    }
    Parameter slowness = init.zeros("slowness", 1, hidden);
    for (int j = 0; j < hidden; j++) {
      if (!(timeConstants[j] >= 1)) {
        throw new IllegalArgumentException(
            "a time constant is at least 1 step, not " + timeConstants[j]);
      }
      slowness.matrix().set(0, j, Math.max(NOT_SLOW, Math.log(timeConstants[j] - 1)));
    }
    return new Leaky(
        init.glorot("Wx", inputs, hidden),
        init.glorot("Wh", hidden, hidden),
        init.zeros("b", 1, hidden),
        slowness,
        learned);
  }

  /**
   * Computes the time constants.
   *
   * @return tau of each unit, in steps
   */
  public double[] timeConstants() {
    Matrix numbers = slowness.matrix();
    double[] taus = new double[numbers.columns()];
    for (int j = 0; j < taus.length; j++) {
      taus[j] = 1 + Math.exp(numbers.get(0, j));
    }
    return taus;
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
  public Value project(Value x) {
    return x.affine(inputWeights.on(x.tape()), bias.on(x.tape()));
  }

  @Override
  public State advance(Value projected, State before, UnaryOperator<Value> heard) {
    Tape tape = projected.tape();
    Value target = projected.plus(heard.apply(before.h()).times(recurrentWeights.on(tape))).tanh();
    Value slow = learned ? slowness.on(tape) : tape.constant(slowness.matrix());
    Value rate = Rows.repeat(slow.scale(-1).sigmoid(), target.rows());
    return new State(before.h().plus(rate.timesElements(target.minus(before.h()))));
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
    return learned
        ? List.of(inputWeights, recurrentWeights, bias, slowness)
        : List.of(inputWeights, recurrentWeights, bias);
  }
}
