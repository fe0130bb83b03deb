package e05_forcing;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 05-forcing: the lecture's architecture (ii) taught by a teacher, left
 * alone, and something in between.
 *
 * <p>Rows are examples, and a sequence of T steps is one matrix of T*B rows, step after step: row
 * {@code t*B + i} is example i at step t, counted from 0. A class is <em>heard</em> as a one-hot
 * row: 1 at the class, 0 elsewhere.
 *
 * <p>Letters: T steps, B examples, D inputs, H hidden units, K classes.
 */
public interface TeacherForcing {

  /**
   * The parameters of {@code h = tanh(b + heard Wo + x Wx)}, {@code o = c + h V}.
   *
   * @param wx (D x H) from the input
   * @param wo (K x H) from what is heard of the step before
   * @param b (1 x H) bias
   * @param v (H x K) to the output
   * @param c (1 x K) bias of the output
   */
  record Weights(DMatrixRMaj wx, DMatrixRMaj wo, DMatrixRMaj b, DMatrixRMaj v, DMatrixRMaj c) {}

  /**
   * What teacher forcing gives.
   *
   * @param o (T*B x K) the outputs of all steps
   * @param loss the mean cross-entropy in nats
   */
  record Forced(DMatrixRMaj o, double loss) {}

  /**
   * Task 1: all steps at once, each hearing the target of the step before. The loss is the mean of
   * {@code -log softmax(o)[target]} over the rows that have a target.
   *
   * @param weights the parameters. Not modified.
   * @param x (T*B x D) the inputs. Not modified.
   * @param heard (B x K) what the first step hears. Not modified.
   * @param targets T*B classes in 0 to K - 1; a negative one is a mask: its row does not count in
   *     the loss, and the step after hears zeros. At least one is no mask. Not modified.
   * @return outputs and loss, in matrices of their own
   */
  Forced forced(Weights weights, DMatrixRMaj x, DMatrixRMaj heard, int[] targets);

  /**
   * Task 2: the steps one after the other, each hearing the likeliest class of the step before; of
   * classes equally likely the first.
   *
   * @param weights the parameters. Not modified.
   * @param x (T*B x D) the inputs. Not modified.
   * @param heard (B x K) what the first step hears. Not modified.
   * @return T*B x K, the outputs of all steps, in a matrix of its own
   */
  DMatrixRMaj free(Weights weights, DMatrixRMaj x, DMatrixRMaj heard);

  /**
   * Task 3: what one step hears in scheduled sampling (Bengio et al. 2015). Example i hears its
   * target if {@code coins[i] < truth}, else a class drawn from softmax(o): the first at which the
   * probabilities, added up from class 0 on, are greater than {@code draws[i]}. Coins and draws are
   * given, so that the choice is no longer random.
   *
   * @param o (B x K) the outputs of the step before. Not modified.
   * @param targets B classes, the targets of the step before; a negative one is heard as zeros. Not
   *     modified.
   * @param truth the probability of hearing the target, from 0 to 1: the paper's epsilon
   * @param coins B numbers, at least 0 and under 1. Not modified.
   * @param draws B numbers, at least 0 and under 1. Not modified.
   * @return B x K, what is heard, in a matrix of its own
   */
  DMatrixRMaj choice(DMatrixRMaj o, int[] targets, double truth, double[] coins, double[] draws);
}
