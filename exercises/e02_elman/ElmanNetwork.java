package e02_elman;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 02-elman: architecture (i) of the lecture, hidden-to-hidden coupling.
 *
 * <p>Rows are examples. The lecture writes a column vector a = b + W h + U x for one example; here
 * B examples lie in the rows of a matrix, and each product is the lecture's, transposed: {@code A =
 * H Wh + X Wx + b}, with {@code Wh} the transpose of W, {@code Wx} of U and {@code Wo} of V.
 *
 * <p>Letters: B examples, D inputs, H hidden units, V classes.
 */
public interface ElmanNetwork {

  /**
   * The parameters, shared by all steps.
   *
   * @param wx (D x H) from the input, the transpose of the lecture's U
   * @param wh (H x H) from the state before, the transpose of the lecture's W
   * @param b (1 x H) bias of the state
   * @param wo (H x V) to the output, the transpose of the lecture's V
   * @param c (1 x V) bias of the output
   */
  record Weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b, DMatrixRMaj wo, DMatrixRMaj c) {}

  /**
   * What one step gives.
   *
   * @param h (B x H) the new state
   * @param o (B x V) the output: logits, before any softmax
   */
  record Step(DMatrixRMaj h, DMatrixRMaj o) {}

  /**
   * Task 1: one step, {@code a = b + h Wh + x Wx}, {@code h' = tanh(a)}, {@code o = c + h' Wo}.
   *
   * @param weights the parameters. Not modified.
   * @param x (B x D) the input of this step. Not modified.
   * @param h (B x H) the state before. Not modified.
   * @return the new state and the output, in matrices of their own
   */
  Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h);

  /**
   * Task 2: a whole sequence; each step starts from the state that the step before it left.
   *
   * @param weights the parameters. Not modified.
   * @param inputs T matrices (B x D), one a step; T may be 0. Not modified.
   * @param initial (B x H) the state before the first step. Not modified.
   * @return T steps, in order
   */
  List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial);

  /**
   * Task 3: the mean cross-entropy of the targets under softmax of the logits, in nats.
   *
   * <p>The lecture averages over examples and adds up the steps; here the mean is over examples and
   * steps, so that the loss of a long sequence compares with that of a short one.
   *
   * @param logits T matrices (B x V), T at least 1; entries may be as large as 1e6. Not modified.
   * @param targets T rows of B class numbers, {@code targets[t][example]}. Not modified.
   * @return the mean over T B predictions of -log of the target's probability
   */
  double loss(List<DMatrixRMaj> logits, int[][] targets);
}
