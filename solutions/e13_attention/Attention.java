package e13_attention;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Additive attention, forward and back: three tasks, to be checked with {@code unroll check
 * 13-attention}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#mult} multiplies, {@link
 * CommonOps_DDRM#multTransB} by a transpose, {@link CommonOps_DDRM#multAddTransB} and {@link
 * CommonOps_DDRM#multAddTransA} add a product to what is there. {@code m.get(row, j)} is an entry;
 * {@code m.get(n)} is one too, counted row by row.
 */
public class Attention implements Attending {
  @Override
  public Scores scores(Weights weights, Asked asked) {
    // BEGIN SOLUTION 1
    DMatrixRMaj hidden = product(asked.memory(), weights.ua());
    DMatrixRMaj query = product(asked.query(), weights.wa());
    for (int s = 0; s < hidden.numRows; s++) {
      for (int k = 0; k < hidden.numCols; k++) {
        hidden.set(s, k, Math.tanh(query.get(k) + hidden.get(s, k)));
      }
    }
    DMatrixRMaj e = new DMatrixRMaj(1, hidden.numRows);
    CommonOps_DDRM.multTransB(weights.va(), hidden, e);
    return new Scores(hidden, e);
    // END SOLUTION 1
  }

  @Override
  public Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts) {
    // BEGIN SOLUTION 2
    double most = largest(e, counts);
    DMatrixRMaj alpha = e.createLike();
    double sum = 0;
    for (int s = 0; s < counts.length; s++) {
      if (counts[s]) {
        alpha.set(s, Math.exp(e.get(s) - most));
        sum += alpha.get(s);
      }
    }
    CommonOps_DDRM.divide(alpha, sum);
    return new Read(alpha, product(alpha, memory));
    // END SOLUTION 2
  }

  @Override
  public Asked backward(
      Weights weights, Asked asked, Scores scores, Read read, DMatrixRMaj dContext, Weights sum) {
    // BEGIN SOLUTION 3
    DMatrixRMaj de = new DMatrixRMaj(1, asked.memory().numRows);
    CommonOps_DDRM.multTransB(dContext, asked.memory(), de);
    CommonOps_DDRM.add(de, -CommonOps_DDRM.dot(read.alpha(), de));
    CommonOps_DDRM.elementMult(de, read.alpha());
    DMatrixRMaj da = scores.hidden().createLike();
    for (int s = 0; s < da.numRows; s++) {
      for (int k = 0; k < da.numCols; k++) {
        double z = scores.hidden().get(s, k);
        da.set(s, k, de.get(s) * weights.va().get(k) * (1 - z * z));
      }
    }
    DMatrixRMaj rows = CommonOps_DDRM.sumCols(da, null);
    Asked back = new Asked(asked.query().createLike(), asked.memory().createLike());
    CommonOps_DDRM.multTransB(rows, weights.wa(), back.query());
    CommonOps_DDRM.multTransA(read.alpha(), dContext, back.memory());
    CommonOps_DDRM.multAddTransB(da, weights.ua(), back.memory());
    CommonOps_DDRM.multAddTransA(asked.query(), rows, sum.wa());
    CommonOps_DDRM.multAddTransA(asked.memory(), da, sum.ua());
    CommonOps_DDRM.multAdd(de, scores.hidden(), sum.va());
    return back;
    // END SOLUTION 3
  }

  /** The product of two matrices, in a matrix of its own. */
  static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj product = new DMatrixRMaj(left.numRows, right.numCols);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }

  /** The largest score of a place that counts. */
  static double largest(DMatrixRMaj e, boolean[] counts) {
    double most = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < counts.length; s++) {
      if (counts[s]) {
        most = Math.max(most, e.get(s));
      }
    }
    return most;
  }
}
