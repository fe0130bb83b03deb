package unroll.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import unroll.cell.Cell;
import unroll.cell.Sequence;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/** Measures what a sequence costs against its length tau: the lecture's O(tau). */
public final class Cost {
  private Cost() {}

  /**
   * The cost at one length.
   *
   * @param steps tau
   * @param forwardSeconds time of the forward pass
   * @param backwardSeconds time of the backward pass
   * @param bytes of the numbers that the tape holds for the backward pass: exact, and without the
   *     parameters and their gradients
   */
  public record Point(int steps, double forwardSeconds, double backwardSeconds, double bytes) {
    private Point faster(Point other) {
      return new Point(
          steps,
          Math.min(forwardSeconds, other.forwardSeconds),
          Math.min(backwardSeconds, other.backwardSeconds),
          bytes);
    }
  }

  /**
   * Measures a cell on random inputs, the sum of all outputs being the loss, on one tape a length,
   * as in training. Goes through the lengths again and again and keeps the shortest times: whatever
   * else the machine does, and the compiler's warming up, only adds.
   *
   * @param cell any cell; its gradients are left as they were
   * @param batch B, at least 1
   * @param repeats measurements a length after the first, at least 1; ten or more where it matters
   * @param lengths in steps, each at least 1
   * @return one point a length
   * @param <S> the kind of state
   * @throws IllegalArgumentException if a size is below 1
   */
  public static <S> List<Point> against(Cell<S> cell, int batch, int repeats, int... lengths) {
    if (batch < 1 || repeats < 1 || Arrays.stream(lengths).anyMatch(steps -> steps < 1)) {
      throw new IllegalArgumentException(
          "batch, repeats and lengths must be at least 1: "
              + batch
              + ", "
              + repeats
              + ", "
              + Arrays.toString(lengths));
    }
    List<Matrix> before = cell.parameters().stream().map(p -> p.gradient().copy()).toList();
    List<Matrix> inputs = new ArrayList<>();
    List<Tape> tapes = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (int steps : lengths) {
      inputs.add(randomInputs(cell, steps * batch));
      Matrix xs = inputs.get(inputs.size() - 1);
      Tape tape = new Tape();
      tapes.add(tape);
      double bytes = heldBytes(cell, tape, xs, steps);
      points.add(once(cell, tape, xs, steps, bytes));
    }
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (int i = 0; i < lengths.length; i++) {
        Point known = points.get(i);
        Point now = once(cell, tapes.get(i), inputs.get(i), lengths[i], known.bytes());
        points.set(i, known.faster(now));
      }
    }
    for (int i = 0; i < before.size(); i++) {
      cell.parameters().get(i).gradient().copyFrom(before.get(i));
    }
    return points;
  }

  private static <S> Point once(Cell<S> cell, Tape tape, Matrix xs, int steps, double bytes) {
    long start = System.nanoTime();
    Value loss = forward(cell, tape, xs, steps);
    long middle = System.nanoTime();
    loss.backward();
    long end = System.nanoTime();
    return new Point(steps, (middle - start) * 1e-9, (end - middle) * 1e-9, bytes);
  }

  private static <S> Value forward(Cell<S> cell, Tape tape, Matrix xs, int steps) {
    tape.clear();
    Sequence inputs = new Sequence(tape.constant(xs), steps);
    S state = cell.initialState(tape, xs.rows() / steps);
    return cell.unroll(inputs, state).outputs().rows().sum();
  }

  private static <S> double heldBytes(Cell<S> cell, Tape tape, Matrix xs, int steps) {
    forward(cell, tape, xs, steps).backward();
    return (double) tape.numbers() * (xs.precision() == Precision.FLOAT ? 4 : 8);
  }

  private static Matrix randomInputs(Cell<?> cell, int rows) {
    List<Parameter> parameters = cell.parameters();
    Precision precision =
        parameters.isEmpty() ? Precision.FLOAT : parameters.get(0).matrix().precision();
    SplittableRandom random = new SplittableRandom(1);
    Matrix xs = Matrix.zeros(precision, rows, cell.inputs());
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < cell.inputs(); c++) {
        xs.set(r, c, random.nextDouble(-1, 1));
      }
    }
    return xs;
  }
}
