package e04_bptt;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 04-bptt: the way back through architecture (i) of the lecture.
 *
 * <p>The loss is the sum of {@code -log p(target)} over steps and examples, in nats. The way
 * forward is given: {@code h_t = tanh(x_t Wx + h_(t-1) Wh + b)}, {@code o_t = h_t Wo + c}. Rows are
 * examples, so that {@code Wh} is the transpose of the lecture's W.
 *
 * <p>Letters: T steps, B examples, D inputs, H hidden units, V classes.
 */
public interface BackwardThroughTime {

  /**
   * The parameters, shared by all steps.
   *
   * @param wx (D x H) from the input
   * @param wh (H x H) from the state before
   * @param b (1 x H) bias of the state
   * @param wo (H x V) to the output
   * @param c (1 x V) bias of the output
   */
  record Weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b, DMatrixRMaj wo, DMatrixRMaj c) {}

  /**
   * What the way forward left behind.
   *
   * @param x T inputs (B x D); {@code x.get(0)} is that of step 1
   * @param h T + 1 states (B x H); {@code h.get(0)} is the initial state, {@code h.get(t)} the
   *     state after step t
   * @param o T outputs (B x V), logits; {@code o.get(0)} is that of step 1
   */
  record Pass(List<DMatrixRMaj> x, List<DMatrixRMaj> h, List<DMatrixRMaj> o) {}

  /**
   * The gradient of the loss with respect to each parameter, of the parameter's shape.
   *
   * @param wx D x H
   * @param wh H x H
   * @param b 1 x H
   * @param wo H x V
   * @param c 1 x V
   */
  record Gradients(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b, DMatrixRMaj wo, DMatrixRMaj c) {}

  /**
   * Task 1: the gradient of the summed loss of one step with respect to its logits, softmax minus
   * one-hot: {@code p_j - 1} at the target, {@code p_j} elsewhere.
   *
   * @param o (B x V) logits; entries may be as large as 1e6. Not modified.
   * @param targets B class numbers
   * @return B x V, in a matrix of its own
   */
  DMatrixRMaj logitsGradient(DMatrixRMaj o, int[] targets);

  /**
   * Task 2: the whole gradient, from the last step to the first:
   *
   * <pre>
   *   dh_t = do_t Wo' + da_(t+1) Wh',   with da_(T+1) = 0
   *   da_t = (1 - h_t^2) dh_t, element by element
   *   dWo += h_t' do_t,  dc += do_t,  dWx += x_t' da_t,  dWh += h_(t-1)' da_t,  db += da_t
   * </pre>
   *
   * <p>where ' is the transpose, and biases add up over the examples.
   *
   * @param weights the parameters. Not modified.
   * @param pass the way forward over T steps, T at least 1. Not modified.
   * @param targets T rows of B class numbers, {@code targets[t][example]}; row 0 is that of step 1
   * @return five gradients, in matrices of their own
   */
  Gradients backward(Weights weights, Pass pass, int[][] targets);

  /**
   * Task 3: the truncated gradient. The sequence is cut into windows from its first step on; the
   * last one may be shorter. No gradient passes from one window into the one before it.
   *
   * @param weights the parameters. Not modified.
   * @param pass the way forward over T steps. Not modified.
   * @param targets T rows of B class numbers
   * @param window steps in a window, at least 1; T or more give the whole gradient
   * @return five gradients, summed over the windows
   */
  Gradients truncated(Weights weights, Pass pass, int[][] targets, int window);
}
