package unroll.probe;

import java.lang.management.ManagementFactory;
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
   * @param forwardSeconds time of the forward pass, the median of the repeats
   * @param backwardSeconds time of the backward pass, the median of the repeats
   * @param bytes memory that forward and backward passes took on a fresh tape; NaN on a virtual
   *     machine that does not count it
   */
  public record Point(int steps, double forwardSeconds, double backwardSeconds, double bytes) {}

  /**
   * Measures a cell on random inputs, the sum of all outputs being the loss.
   *
   * @param cell any cell; its gradients are left as they were
   * @param batch B, at least 1
   * @param repeats measurements a length, at least 1; one more, not counted, warms up
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
    List<Point> points = new ArrayList<>();
    for (int steps : lengths) {
      points.add(at(cell, batch, repeats, steps));
    }
    for (int i = 0; i < before.size(); i++) {
      cell.parameters().get(i).gradient().copyFrom(before.get(i));
    }
    return points;
  }

  private static <S> Point at(Cell<S> cell, int batch, int repeats, int steps) {
    Matrix xs = randomInputs(cell, steps * batch);
    double[] forward = new double[repeats];
    double[] backward = new double[repeats];
    double bytes = Double.NaN;
    for (int repeat = -1; repeat < repeats; repeat++) {
      double allocated = allocatedBytes();
      long start = System.nanoTime();
      Tape tape = new Tape();
      Sequence inputs = new Sequence(tape.constant(xs), steps);
      Value loss = cell.unroll(inputs, cell.initialState(tape, batch)).outputs().rows().sum();
      long middle = System.nanoTime();
      tape.backward(loss);
      long end = System.nanoTime();
      bytes = allocatedBytes() - allocated;
      if (repeat >= 0) {
        forward[repeat] = (middle - start) * 1e-9;
        backward[repeat] = (end - middle) * 1e-9;
      }
    }
    return new Point(steps, median(forward), median(backward), bytes);
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

  private static double median(double[] times) {
    Arrays.sort(times);
    return (times[(times.length - 1) / 2] + times[times.length / 2]) / 2;
  }

  private static double allocatedBytes() {
    if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        && threads.isThreadAllocatedMemorySupported()
        && threads.isThreadAllocatedMemoryEnabled()) {
      return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
    return Double.NaN;
  }
}
