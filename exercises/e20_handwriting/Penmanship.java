package e20_handwriting;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 20-handwriting: what a network says of the next movement of a pen, how
 * wrong it was, and the window through which it reads its text (Graves 2013, sections 4.1 and 5.1).
 *
 * <p>A network gives any numbers; the hat of the paper marks them. Exponential, tanh, sigmoid and
 * softmax make deviations, correlations, a probability and weights of them.
 *
 * <p>Letters: M Gaussians, K bumps of the window, U characters of a text, V different ones.
 */
public interface Penmanship {
  /** The column of w^: the weights are the softmax over all Gaussians. */
  int WEIGHT = 0;

  /** The column of the mean way to the right. */
  int RIGHT = 1;

  /** The column of the mean way up. */
  int UP = 2;

  /** The column of s1^: the deviation to the right is exp(s1^). */
  int SPREAD_RIGHT = 3;

  /** The column of s2^: the deviation upwards is exp(s2^). */
  int SPREAD_UP = 4;

  /** The column of r^: the correlation is tanh(r^). */
  int TILT = 5;

  /** The column of a^: the height of a bump is exp(a^). */
  int HEIGHT = 0;

  /** The column of b^: the sharpness of a bump is exp(b^). */
  int SHARPNESS = 1;

  /** The column of k^: a bump goes on by exp(k^) characters. */
  int PACE = 2;

  /**
   * What a network says of one movement; also the gradients by these numbers.
   *
   * @param end e^: the probability that the stroke ends is its sigmoid
   * @param gaussians (M x 6) one row a Gaussian: w^, the two means, s1^, s2^, r^
   */
  record Hats(double end, DMatrixRMaj gaussians) {}

  /**
   * What the pen did.
   *
   * @param right x1, the way right
   * @param up x2, the way up
   * @param ends whether the stroke ends there
   */
  record Movement(double right, double up, boolean ends) {}

  /**
   * What one movement costs.
   *
   * @param terms (1 x M) the logarithm of weight times density, Gaussian by Gaussian
   * @param nats the loss
   */
  record Cost(DMatrixRMaj terms, double nats) {}

  /**
   * Where a window stands, and what it reads there.
   *
   * @param kappa (1 x K) the places of the bumps, in characters
   * @param phi (1 x U) the weight of each character
   * @param window (1 x V) what is read
   */
  record Reading(DMatrixRMaj kappa, DMatrixRMaj phi, DMatrixRMaj window) {}

  /**
   * Task 1: the loss of one movement (equations 23 to 26),
   *
   * <pre>
   *   d_1 = (x_1 - mu_1) / sigma_1,   d_2 likewise,   Z = d_1^2 + d_2^2 - 2 rho d_1 d_2
   *   N   = exp(-Z / (2 (1 - rho^2))) / (2 pi sigma_1 sigma_2 sqrt(1 - rho^2))
   *   term_j = log w_j + log N_j
   *   nats   = -log(sum over j of exp(term_j)) - log(e if the stroke ends, else 1 - e)
   * </pre>
   *
   * @param hats what the network says; the movement may be so unlikely that every {@code
   *     exp(term_j)} is 0. Not modified.
   * @param x what the pen did
   * @return the terms, in a matrix of their own, and the loss, which is finite
   */
  Cost cost(Hats hats, Movement x);

  /**
   * Task 2: the gradient of that loss by the numbers with hats (equations 27 to 37). With the
   * responsibilities {@code gamma_j = exp(term_j) / sum of exp(term_k)} and {@code C = 1 / (1 -
   * rho^2)},
   *
   * <pre>
   *   de^  = e - (1 if the stroke ends, else 0)
   *   dw^  = w - gamma
   *   dmu_1 = -gamma C (d_1 - rho d_2) / sigma_1          dmu_2 likewise
   *   ds_1^ = -gamma (C d_1 (d_1 - rho d_2) - 1)          ds_2^ likewise
   *   dr^   = -gamma (d_1 d_2 + rho (1 - C Z))
   * </pre>
   *
   * @param hats what the network says. Not modified.
   * @param x what the pen did
   * @param cost what task 1 gave. Not modified.
   * @return the gradients, in a matrix of their own
   */
  Hats gradient(Hats hats, Movement x, Cost cost);

  /**
   * Task 3: the window goes on and reads (equations 46 to 51),
   *
   * <pre>
   *   kappa  = kappa before + exp(k^)
   *   phi(u) = sum over k of exp(a_k^) exp(-exp(b_k^) (kappa_k - u)^2),    u = 1 ... U
   *   window = sum over u of phi(u) c_u
   * </pre>
   *
   * @param bumps (K x 3) one row a bump: a^, b^, k^. Not modified.
   * @param before (1 x K) the places before this step. Not modified.
   * @param text (U x V) one row a character; one-hot, or any other numbers. Not modified.
   * @return places, weights and window, in matrices of their own
   */
  Reading read(DMatrixRMaj bumps, DMatrixRMaj before, DMatrixRMaj text);
}
