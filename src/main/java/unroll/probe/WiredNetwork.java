package unroll.probe;

import java.util.List;
import java.util.function.BinaryOperator;
import unroll.cell.Cell;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * A network of saturated-linear units (Siegelmann and Sontag 1995) whose weights were written down,
 * made by {@link Wiring}:
 *
 * <pre>
 *   h = sigma(x Wx + h_before Wh + b),    sigma(a) = min(1, max(0, a))
 * </pre>
 *
 * <p>This is architecture (i) with another activation. It is a cell, so everything that runs a
 * learned network runs this one; only its start may be other than zeros.
 *
 * @param inputNames D names
 * @param unitNames H names
 * @param inputWeights D x H
 * @param recurrentWeights H x H
 * @param bias 1 x H
 * @param start 1 x H, the state before the first step
 */
public record WiredNetwork(
    List<String> inputNames,
    List<String> unitNames,
    Parameter inputWeights,
    Parameter recurrentWeights,
    Parameter bias,
    Matrix start)
    implements Cell<WiredNetwork.State> {

  /**
   * The state: the units.
   *
   * @param h B x H
   */
  public record State(Value h) {}

  /**
   * Runs the network on one sequence.
   *
   * @param xs T rows of D numbers. Not modified.
   * @return T + 1 rows of H numbers: the states, the start first
   * @throws IllegalArgumentException if a row has other than D numbers
   */
  public double[][] run(double[][] xs) {
    Tape tape = Tape.off();
    State state = initialState(tape, 1);
    double[][] states = new double[xs.length + 1][];
    states[0] = start.toArray()[0];
    for (int t = 0; t < xs.length; t++) {
      state = step(tape.constant(Matrix.of(start.precision(), xs[t])), state);
      states[t + 1] = state.h().matrix().toArray()[0];
    }
    return states;
  }

  /**
   * Returns the number of a unit.
   *
   * @param name of the unit
   * @return its column
   * @throws IllegalArgumentException if there is no such unit
   */
  public int unit(String name) {
    int column = unitNames.indexOf(name);
    if (column < 0) {
      throw new IllegalArgumentException("no unit " + name + "; the units are " + unitNames);
    }
    return column;
  }

  @Override
  public int inputs() {
    return inputNames.size();
  }

  @Override
  public int hidden() {
    return unitNames.size();
  }

  /**
   * Makes the state before the first step: the start that was written down, in every row.
   *
   * @param tape where the steps will be recorded
   * @param batch B, at least 1
   * @return a state without gradient
   */
  @Override
  public State initialState(Tape tape, int batch) {
    Matrix h = tape.buffer(start.precision(), batch, hidden());
    h.kernels().addRow(start, h);
    return new State(tape.constant(h));
  }

  @Override
  public State step(Value x, State before) {
    Tape tape = x.tape();
    Value driven = x.affine(inputWeights.on(tape), bias.on(tape));
    return new State(saturated(driven.plus(before.h().times(recurrentWeights.on(tape)))));
  }

  /**
   * {@code max(0, a) - max(0, a - 1)}: exact for sums below 2^53 (float 2^24), so that no digit of
   * a stack is lost here. The slope is 1 strictly between 0 and 1, and 0 outside.
   */
  private static Value saturated(Value a) {
    Matrix ones = a.tape().buffer(a.precision(), a.rows(), a.columns());
    ones.fill(1);
    return a.relu().minus(a.minus(a.tape().constant(ones)).relu());
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
    return List.of(inputWeights, recurrentWeights, bias);
  }
}
