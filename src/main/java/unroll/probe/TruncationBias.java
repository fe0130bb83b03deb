package unroll.probe;

import java.util.ArrayList;
import java.util.List;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.cell.Unrolled;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * What truncated backpropagation through time gets wrong. The sequence is cut into windows; the
 * state is carried over, the gradient is not (Williams and Peng 1990), so what a state owes to an
 * earlier window is missing from the gradient of the cell's parameters.
 *
 * @param windows the lengths, in steps
 * @param angles between the full and the truncated gradient, in radians
 * @param relativeErrors {@code ||truncated - full|| / ||full||}
 */
public record TruncationBias(int[] windows, double[] angles, double[] relativeErrors) {

  /** The loss of one step. */
  @FunctionalInterface
  public interface StepLoss {
    /**
     * Computes the loss of one step; a step without one returns {@code output.scale(0).sum()}.
     *
     * @param output of the cell, B x H
     * @param t the step, from 1
     * @return 1 x 1
     */
    Value of(Value output, int t);
  }

  /**
   * Compares truncated gradients with the full one.
   *
   * @param cell any cell
   * @param xs (T*B) x D, step after step. Not modified.
   * @param steps T, at least 1
   * @param loss of each step; the whole loss is their sum
   * @param windows lengths from 1; T and more give the full gradient
   * @return one angle and error a window
   * @param <S> the kind of state
   * @throws IllegalArgumentException if a window is below 1, or the rows cannot be divided into the
   *     steps
   * @throws IllegalStateException if the full gradient is 0, so that there is no direction
   */
  public static <S> TruncationBias of(
      Cell<S> cell, Matrix xs, int steps, StepLoss loss, int... windows) {
    double[] full = gradient(cell, xs, steps, loss, steps);
    double size = Math.sqrt(dot(full, full));
    if (!(size > 0)) {
      throw new IllegalStateException("the full gradient has length " + size);
    }
    double[] angles = new double[windows.length];
    double[] errors = new double[windows.length];
    for (int i = 0; i < windows.length; i++) {
      double[] truncated = gradient(cell, xs, steps, loss, windows[i]);
      double[] difference = truncated.clone();
      for (int j = 0; j < difference.length; j++) {
        difference[j] -= full[j];
      }
      errors[i] = Math.sqrt(dot(difference, difference)) / size;
      angles[i] = angle(truncated, full);
    }
    return new TruncationBias(windows.clone(), angles, errors);
  }

  /**
   * Computes the gradient of the cell's parameters with the gradient cut between windows.
   *
   * @param cell any cell
   * @param xs (T*B) x D, step after step. Not modified.
   * @param steps T, at least 1
   * @param loss of each step
   * @param window in steps, from 1
   * @return the gradients of all parameters, one after the other, row by row
   * @param <S> the kind of state
   * @throws IllegalArgumentException if the window is below 1, or the rows cannot be divided into
   *     the steps
   */
  public static <S> double[] gradient(
      Cell<S> cell, Matrix xs, int steps, StepLoss loss, int window) {
    TappedRun.checkInputs(cell, xs, steps);
    if (window < 1) {
      throw new IllegalArgumentException("a window of " + window + " steps: give at least 1");
    }
    List<Matrix> before = cell.parameters().stream().map(p -> p.gradient().copy()).toList();
    cell.parameters().forEach(Parameter::zeroGradient);
    int batch = xs.rows() / steps;
    S state = cell.initialState(new Tape(), batch);
    for (int start = 0; start < steps; start += window) {
      int end = Math.min(steps, start + window);
      Tape tape = new Tape();
      Value rows = tape.constant(xs.rows(start * batch, end * batch));
      Unrolled<S> unrolled = cell.unroll(new Sequence(rows, end - start), cell.carry(state, tape));
      List<Value> losses = new ArrayList<>();
      for (int t = start; t < end; t++) {
        losses.add(loss.of(unrolled.outputs().at(t - start), t + 1));
      }
      tape.backward(Value.stack(losses).sum());
      state = unrolled.last();
    }
    double[] result = flattened(cell.parameters());
    for (int i = 0; i < before.size(); i++) {
      cell.parameters().get(i).gradient().copyFrom(before.get(i));
    }
    return result;
  }

  private static double[] flattened(List<Parameter> parameters) {
    double[] all = new double[parameters.stream().mapToInt(p -> p.gradient().size()).sum()];
    int at = 0;
    for (Parameter parameter : parameters) {
      for (double[] row : parameter.gradient().toArray()) {
        System.arraycopy(row, 0, all, at, row.length);
        at += row.length;
      }
    }
    return all;
  }

  /** {@code 2 atan2(|a/|a| - b/|b||, |a/|a| + b/|b||)}: exact for small angles, unlike acos. */
  private static double angle(double[] a, double[] b) {
    double sizeA = Math.sqrt(dot(a, a));
    double sizeB = Math.sqrt(dot(b, b));
    double apart = 0;
    double together = 0;
    for (int j = 0; j < a.length; j++) {
      double u = a[j] / sizeA;
      double v = b[j] / sizeB;
      apart += (u - v) * (u - v);
      together += (u + v) * (u + v);
    }
    return 2 * Math.atan2(Math.sqrt(apart), Math.sqrt(together));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
