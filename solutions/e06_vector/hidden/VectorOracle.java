package e06_vector;

import e06_vector.SingleOutput.Pass;
import e06_vector.SingleOutput.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by another way: one example at a time, over its own length, so that there is no
 * mask; and each number carries its derivative by one parameter along, so that nothing goes back.
 */
final class VectorOracle {
  private VectorOracle() {}

  /** Random weights, small enough that the states do not saturate. */
  static Weights weights(Random random, int inputs, int hidden, int classes) {
    return new Weights(
        gaussian(random, inputs, hidden),
        gaussian(random, hidden, hidden),
        gaussian(random, 1, hidden),
        gaussian(random, hidden, classes),
        gaussian(random, 1, classes));
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, 0.5 * random.nextGaussian());
    }
    return m;
  }

  /** Inputs of all steps; what follows an example's end is as random as what precedes it. */
  static List<DMatrixRMaj> inputs(Random random, int steps, int batch, int inputs) {
    List<DMatrixRMaj> x = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      x.add(gaussian(random, batch, inputs));
    }
    return x;
  }

  /** Lengths of 1 to the number of steps, of which one has them all. */
  static int[] lengths(Random random, int steps, int batch) {
    int[] lengths = new int[batch];
    for (int i = 0; i < batch; i++) {
      lengths[i] = 1 + random.nextInt(steps);
    }
    lengths[random.nextInt(batch)] = steps;
    return lengths;
  }

  /** The way forward of the contract. */
  static Pass pass(Weights w, List<DMatrixRMaj> x, int[] lengths) {
    int batch = lengths.length;
    List<DMatrixRMaj> h = new ArrayList<>();
    for (int t = 0; t <= x.size(); t++) {
      h.add(new DMatrixRMaj(batch, w.wh().numRows));
    }
    DMatrixRMaj o = new DMatrixRMaj(batch, w.c().numCols);
    for (int i = 0; i < batch; i++) {
      Walk walk = new Walk(w, null);
      for (int t = 1; t <= x.size(); t++) {
        if (t <= lengths[i]) {
          walk.step(x.get(t - 1), i);
        }
        for (int j = 0; j < walk.h.length; j++) {
          h.get(t).set(i, j, walk.h[j]);
        }
      }
      for (int k = 0; k < o.numCols; k++) {
        o.set(i, k, walk.output(k)[0]);
      }
    }
    return new Pass(x, h, o);
  }

  /** The gradient of the sum of o times its gradient. */
  static Weights gradients(Weights w, List<DMatrixRMaj> x, int[] lengths, DMatrixRMaj output) {
    List<DMatrixRMaj> all = List.of(w.wx(), w.wh(), w.b(), w.wo(), w.c());
    List<DMatrixRMaj> gradients = new ArrayList<>();
    for (DMatrixRMaj parameter : all) {
      DMatrixRMaj gradient = parameter.createLike();
      for (int entry = 0; entry < parameter.getNumElements(); entry++) {
        gradient.set(entry, slope(w, new Moved(parameter, entry), x, lengths, output));
      }
      gradients.add(gradient);
    }
    return new Weights(
        gradients.get(0), gradients.get(1), gradients.get(2), gradients.get(3), gradients.get(4));
  }

  private static double slope(
      Weights w, Moved moved, List<DMatrixRMaj> x, int[] lengths, DMatrixRMaj output) {
    double slope = 0;
    for (int i = 0; i < lengths.length; i++) {
      Walk walk = new Walk(w, moved);
      for (int t = 0; t < lengths[i]; t++) {
        walk.step(x.get(t), i);
      }
      for (int k = 0; k < output.numCols; k++) {
        slope += output.get(i, k) * walk.output(k)[1];
      }
    }
    return slope;
  }

  /** The one entry of one parameter that moves, with derivative 1. */
  private record Moved(DMatrixRMaj parameter, int entry) {
    double slope(DMatrixRMaj m, int row, int column) {
      return m == parameter && row * m.numCols + column == entry ? 1 : 0;
    }
  }

  /** One example on its way: its state and the state's derivative. */
  private static final class Walk {
    private final Weights w;
    private final Moved moved;
    private double[] h;
    private double[] slope;

    Walk(Weights w, Moved moved) {
      this.w = w;
      this.moved = moved == null ? new Moved(w.b(), -1) : moved;
      h = new double[w.wh().numRows];
      slope = new double[h.length];
    }

    void step(DMatrixRMaj x, int example) {
      double[] next = new double[h.length];
      double[] nextSlope = new double[h.length];
      for (int j = 0; j < h.length; j++) {
        double a = w.b().get(0, j);
        double moves = moved.slope(w.b(), 0, j);
        for (int d = 0; d < x.numCols; d++) {
          a += x.get(example, d) * w.wx().get(d, j);
          moves += x.get(example, d) * moved.slope(w.wx(), d, j);
        }
        for (int k = 0; k < h.length; k++) {
          a += h[k] * w.wh().get(k, j);
          moves += slope[k] * w.wh().get(k, j) + h[k] * moved.slope(w.wh(), k, j);
        }
        double cosh = Math.cosh(a);
        next[j] = Math.tanh(a);
        nextSlope[j] = moves / (cosh * cosh);
      }
      h = next;
      slope = nextSlope;
    }

    /** One output and its derivative. */
    double[] output(int k) {
      double o = w.c().get(0, k);
      double moves = moved.slope(w.c(), 0, k);
      for (int j = 0; j < h.length; j++) {
        o += h[j] * w.wo().get(j, k);
        moves += slope[j] * w.wo().get(j, k) + h[j] * moved.slope(w.wo(), j, k);
      }
      return new double[] {o, moves};
    }
  }
}
