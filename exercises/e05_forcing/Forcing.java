package e05_forcing;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * An output-coupled network with its teacher, without, and with one who fades: three tasks, to be
 * checked with {@code unroll check 05-forcing}.
 *
 * <p>EJML moves blocks of rows: {@link CommonOps_DDRM#insert} writes a matrix into a larger one,
 * {@link CommonOps_DDRM#extract} copies a part. {@code m.get(row, k)} and {@code m.set(row, k, 1)}
 * reach single entries; {@code new DMatrixRMaj(rows, columns)} is zero everywhere.
 */
public class Forcing implements TeacherForcing {
  @Override
  public Forced forced(Weights weights, DMatrixRMaj x, DMatrixRMaj heard, int[] targets) {
    throw new UnsupportedOperationException(
        "Task 1 of 05-forcing is yours to write: the parallel loss");
  }

  @Override
  public DMatrixRMaj free(Weights weights, DMatrixRMaj x, DMatrixRMaj heard) {
    throw new UnsupportedOperationException(
        "Task 2 of 05-forcing is yours to write: running freely");
  }

  @Override
  public DMatrixRMaj choice(
      DMatrixRMaj o, int[] targets, double truth, double[] coins, double[] draws) {
    throw new UnsupportedOperationException(
        "Task 3 of 05-forcing is yours to write: what scheduled sampling hears");
  }

  /** The outputs of any number of rows, {@code c + tanh(b + heard Wo + x Wx) V}. */
  static DMatrixRMaj outputs(Weights weights, DMatrixRMaj x, DMatrixRMaj heard) {
    DMatrixRMaj h = new DMatrixRMaj(x.numRows, weights.b().numCols);
    CommonOps_DDRM.mult(x, weights.wx(), h);
    CommonOps_DDRM.multAdd(heard, weights.wo(), h);
    addRow(weights.b(), h);
    for (int n = 0; n < h.getNumElements(); n++) {
      h.set(n, Math.tanh(h.get(n)));
    }
    DMatrixRMaj o = new DMatrixRMaj(x.numRows, weights.c().numCols);
    CommonOps_DDRM.mult(h, weights.v(), o);
    addRow(weights.c(), o);
    return o;
  }

  private static void addRow(DMatrixRMaj bias, DMatrixRMaj rows) {
    for (int row = 0; row < rows.numRows; row++) {
      for (int j = 0; j < rows.numCols; j++) {
        rows.add(row, j, bias.get(0, j));
      }
    }
  }

  /** The logarithm of the softmax of a row of logits: K numbers, finite for any finite logits. */
  static double[] logSoftmax(DMatrixRMaj o, int row) {
    double[] logs = new double[o.numCols];
    double most = o.get(row, likeliest(o, row));
    double sum = 0;
    for (int k = 0; k < logs.length; k++) {
      sum += Math.exp(o.get(row, k) - most);
    }
    for (int k = 0; k < logs.length; k++) {
      logs[k] = o.get(row, k) - most - Math.log(sum);
    }
    return logs;
  }

  /** The class of the largest logit of a row, the first if there are several. */
  static int likeliest(DMatrixRMaj o, int row) {
    int best = 0;
    for (int k = 1; k < o.numCols; k++) {
      best = o.get(row, k) > o.get(row, best) ? k : best;
    }
    return best;
  }

  /** Writes a class into a row of zeros as one-hot; a negative class leaves the zeros. */
  static void hear(DMatrixRMaj heard, int row, int k) {
    if (k >= 0) {
      heard.set(row, k, 1);
    }
  }
}
