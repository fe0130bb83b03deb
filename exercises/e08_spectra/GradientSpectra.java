package e08_spectra;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 08-spectra: what many steps of a recurrent network do to a gradient.
 *
 * <p>States are columns and W is the lecture's: {@code h_t = tanh(W h_(t-1) + ...)}, where the dots
 * (the input and the bias) do not depend on the states. ' is the transpose.
 *
 * <p>Letters: T steps, H hidden units, n rows and columns of a symmetric matrix.
 */
public interface GradientSpectra {

  /**
   * What a tanh network left behind when it ran.
   *
   * @param w (H x H) the recurrent weights
   * @param h T + 1 states (H x 1); {@code h.get(0)} is the initial state, {@code h.get(t)} the
   *     state after step t
   */
  record Run(DMatrixRMaj w, List<DMatrixRMaj> h) {}

  /**
   * Task 1: the power of a symmetric matrix {@code W = Q L Q'}, from its eigenvalues:
   *
   * <pre>
   *   W^t = Q L^t Q',   L^t = diag(lambda_1^t, ..., lambda_n^t)
   * </pre>
   *
   * @param q (n x n) orthogonal; column i is the eigenvector of {@code lambda[i]}. Not modified.
   * @param lambda n eigenvalues, of any sign; zero is allowed. Not modified.
   * @param t at least 0; {@code W^0} is the identity
   * @return n x n, in a matrix of its own
   */
  DMatrixRMaj power(DMatrixRMaj q, double[] lambda, int t);

  /**
   * Task 2: the derivative of a later state by an earlier one, row i and column j for {@code
   * dh_t[i] / dh_k[j]}:
   *
   * <pre>
   *   dh_t / dh_k = J_t J_(t-1) ... J_(k+1),   J_s = diag(1 - h_s^2) W
   * </pre>
   *
   * <p>The latest step is on the left.
   *
   * @param run weights and states. Not modified.
   * @param k the earlier step, from 0 to t
   * @param t the later step, from k to T; for k = t the derivative is the identity
   * @return H x H, in a matrix of its own
   */
  DMatrixRMaj jacobian(Run run, int k, int t);

  /**
   * Task 3: the Euclidean norm of the gradient at every lag. A loss has the gradient g by the last
   * state {@code h_T}; by the state s steps before it has
   *
   * <pre>
   *   g_s = (dh_T / dh_(T-s))' g
   * </pre>
   *
   * <p>Go back vector by vector. A product of matrices may overflow where the vector does not, and
   * costs H times as much.
   *
   * @param run weights and states, T at least 0. Not modified.
   * @param g (H x 1) the gradient by the last state. Not modified.
   * @return T + 1 norms; number s is that of lag s, so that number 0 is the norm of g
   */
  double[] norms(Run run, DMatrixRMaj g);
}
