package e05_forcing;

import e05_forcing.TeacherForcing.Weights;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by another way: one example after the other, each as a path through time, entry
 * by entry. Nothing is shifted, no rows are put together, and a mean is found by weighing.
 */
final class ForcingOracle {
  private ForcingOracle() {}

  static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, random.nextGaussian());
    }
    return m;
  }

  static Weights weights(Random random, int inputs, int hidden, int classes) {
    return new Weights(
        gaussian(random, inputs, hidden),
        gaussian(random, classes, hidden),
        gaussian(random, 1, hidden),
        gaussian(random, hidden, classes),
        gaussian(random, 1, classes));
  }

  /** Classes of which about every fifth is masked, the first not. */
  static int[] targets(Random random, int count, int classes) {
    int[] targets = new int[count];
    for (int i = 0; i < count; i++) {
      targets[i] =
          i > 0 && random.nextInt(5) == 0 ? -1 - random.nextInt(3) : random.nextInt(classes);
    }
    return targets;
  }

  /** What a step hears of the step before: a row of the matrix given, then what the ear says. */
  static DMatrixRMaj outputs(
      Weights weights, DMatrixRMaj x, DMatrixRMaj start, IntUnaryOperator teacher) {
    DMatrixRMaj all = new DMatrixRMaj(x.numRows, start.numCols);
    for (int example = 0; example < start.numRows; example++) {
      double[] ear = new double[start.numCols];
      for (int k = 0; k < ear.length; k++) {
        ear[k] = start.get(example, k);
      }
      for (int row = example; row < x.numRows; row += start.numRows) {
        int said = say(weights, x, row, ear, all);
        int told = teacher.applyAsInt(row);
        int next = told == OWN ? said : told;
        for (int k = 0; k < ear.length; k++) {
          ear[k] = k == next ? 1 : 0;
        }
      }
    }
    return all;
  }

  /** What a teacher says who is not there. */
  static final int OWN = Integer.MAX_VALUE;

  /** Fills one row and returns its likeliest class. */
  private static int say(Weights weights, DMatrixRMaj x, int row, double[] ear, DMatrixRMaj all) {
    int said = -1;
    for (int k = 0; k < ear.length; k++) {
      double o = weights.c().get(k);
      for (int j = 0; j < weights.b().numCols; j++) {
        double a = weights.b().get(j);
        for (int d = 0; d < x.numCols; d++) {
          a += x.get(row, d) * weights.wx().get(d, j);
        }
        for (int m = 0; m < ear.length; m++) {
          a += ear[m] * weights.wo().get(m, j);
        }
        // tanh by its definition, from which 1 - 2 / (e^2a + 1)
        o += (1 - 2 / (Math.exp(2 * a) + 1)) * weights.v().get(j, k);
      }
      all.set(row, k, o);
      said = said < 0 || o > all.get(row, said) ? k : said;
    }
    return said;
  }

  /** -log p = log of the sum of exp(o_k - o_target), each row weighing as much as the others. */
  static double loss(DMatrixRMaj o, int[] targets) {
    double mean = 0;
    int weight = 0;
    for (int row = 0; row < targets.length; row++) {
      if (targets[row] < 0) {
        continue;
      }
      double odds = 0;
      for (int k = 0; k < o.numCols; k++) {
        odds += Math.exp(o.get(row, k) - o.get(row, targets[row]));
      }
      weight++;
      mean += (Math.log(odds) - mean) / weight;
    }
    return mean;
  }

  /** One-hot: a drawn class is the number of classes at whose end the draw is not yet passed. */
  static DMatrixRMaj choice(
      DMatrixRMaj o, int[] targets, double truth, double[] coins, double[] draws) {
    DMatrixRMaj heard = new DMatrixRMaj(o.numRows, o.numCols);
    for (int row = 0; row < o.numRows; row++) {
      int drawn = 0;
      for (int end = 1; end < o.numCols; end++) {
        double below = 0;
        double above = 0;
        for (int k = 0; k < o.numCols; k++) {
          double odds = Math.exp(o.get(row, k) - o.get(row, 0));
          below += k < end ? odds : 0;
          above += k < end ? 0 : odds;
        }
        drawn += below / (below + above) <= draws[row] ? 1 : 0;
      }
      for (int k = 0; k < o.numCols; k++) {
        boolean target = k == targets[row];
        heard.set(row, k, (coins[row] < truth ? target : k == drawn) ? 1 : 0);
      }
    }
    return heard;
  }
}
