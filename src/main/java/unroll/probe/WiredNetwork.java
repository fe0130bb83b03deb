package unroll.probe;

import java.util.List;
import unroll.cell.Cell;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * A network whose weights were written down, made by {@link Wiring}. It is a cell, so everything
 * that runs a learned network runs this one; only its start may be other than zeros.
 *
 * @param cell the weights
 * @param inputNames D names
 * @param unitNames H names
 * @param start 1 x H, the state before the first step
 */
public record WiredNetwork(
    ActivatedCell cell, List<String> inputNames, List<String> unitNames, Matrix start)
    implements Cell<ActivatedCell.State> {

  /**
   * Runs the network on one sequence.
   *
   * @param xs T rows of D numbers. Not modified.
   * @return T + 1 rows of H numbers: the states, the start first
   * @throws IllegalArgumentException if a row has other than D numbers
   */
  public double[][] run(double[][] xs) {
    Tape tape = Tape.off();
    ActivatedCell.State state = initialState(tape, 1);
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
    return cell.inputs();
  }

  @Override
  public int hidden() {
    return cell.hidden();
  }

  /**
   * Makes the state before the first step: the start that was written down, in every row.
   *
   * @param tape where the steps will be recorded
   * @param batch B, at least 1
   * @return a state without gradient
   */
  @Override
  public ActivatedCell.State initialState(Tape tape, int batch) {
    Matrix h = tape.buffer(start.precision(), batch, hidden());
    h.kernels().addRow(start, h);
    return new ActivatedCell.State(tape.constant(h));
  }

  @Override
  public ActivatedCell.State step(Value x, ActivatedCell.State before) {
    return cell.step(x, before);
  }

  @Override
  public Value output(ActivatedCell.State state) {
    return cell.output(state);
  }

  @Override
  public ActivatedCell.State carry(ActivatedCell.State state, Tape tape) {
    return cell.carry(state, tape);
  }

  @Override
  public List<Parameter> parameters() {
    return cell.parameters();
  }
}
