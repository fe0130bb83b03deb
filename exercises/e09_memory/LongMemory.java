package e09_memory;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 09-memory: three remedies for a memory that is too short.
 *
 * <p>Rows are examples. The lecture writes a column {@code W h} for one example; here B examples
 * lie in the rows of a matrix, and the product is {@code h Wh} with {@code Wh = W'}. ' is the
 * transpose.
 *
 * <p>Letters: B examples, D inputs, H hidden units, T steps, d steps of delay, n rows and columns.
 */
public interface LongMemory {

  /**
   * The parameters of a plain step {@code tanh(x Wx + h Wh + b)}.
   *
   * @param wx (D x H) from the input
   * @param wh (H x H) from the state before
   * @param b (1 x H) bias
   */
  record Weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b) {}

  /**
   * Task 1: one step of leaky units, unit j with the time constant {@code tau[j]}:
   *
   * <pre>
   *   h'_j = (1 - 1/tau_j) h_j + (1/tau_j) tanh(x Wx + h Wh + b)_j
   * </pre>
   *
   * @param weights the parameters. Not modified.
   * @param tau H time constants in steps, each at least 1; with 1 a unit is a plain one. Not
   *     modified.
   * @param x (B x D) the input. Not modified.
   * @param h (B x H) the state before. Not modified.
   * @return B x H, the new state, in a matrix of its own
   */
  DMatrixRMaj leaky(Weights weights, double[] tau, DMatrixRMaj x, DMatrixRMaj h);

  /**
   * Task 2: a whole sequence, from a state of zeros, with a connection that reaches back d steps
   * beside the one that reaches back one:
   *
   * <pre>
   *   h_t = tanh(x_t Wx + h_(t-1) Wh + h_(t-d) Wd + b),   h_s = 0 for s at or before 0
   * </pre>
   *
   * @param weights the parameters of the plain step. Not modified.
   * @param wd (H x H) from the state d steps before. Not modified.
   * @param d the delay, at least 1; it may be longer than the sequence
   * @param xs T inputs (B x D), {@code xs.get(0)} is {@code x_1}. Not modified.
   * @return T states (B x H); {@code get(0)} is {@code h_1}
   */
  List<DMatrixRMaj> skip(Weights weights, DMatrixRMaj wd, int d, List<DMatrixRMaj> xs);

  /**
   * Task 3: an orthogonal start, made of random numbers: {@code gain Q}, where
   *
   * <pre>
   *   A = Q R,   Q' Q = I,   R upper triangular, all R_jj above 0
   * </pre>
   *
   * <p>There is exactly one such Q. If the numbers of A are drawn from a normal distribution, it is
   * uniform among the orthogonal matrices; with other signs of R it is not.
   *
   * @param a (n x n) random numbers, its columns independent. Not modified.
   * @param gain the factor, above 0
   * @return n x n, in a matrix of its own
   */
  DMatrixRMaj orthogonal(DMatrixRMaj a, double gain);
}
