package e06_vector;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 06-vector: architecture (iii) of the lecture, which reads a sequence and
 * says one thing at its end. It is an MLP of T layers with shared weights and an input at every
 * layer.
 *
 * <p>Rows are examples, so that {@code Wh} is the transpose of the lecture's W.
 *
 * <p>Letters: T steps, B examples, D inputs, H hidden units, V classes.
 */
public interface SingleOutput {

  /**
   * The parameters, shared by all steps; also their gradients, each of its parameter's shape.
   *
   * @param wx (D x H) from the input
   * @param wh (H x H) from the state before
   * @param b (1 x H) bias of the state
   * @param wo (H x V) to the output
   * @param c (1 x V) bias of the output
   */
  record Weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b, DMatrixRMaj wo, DMatrixRMaj c) {}

  /**
   * What the way forward leaves behind.
   *
   * @param x T inputs (B x D); {@code x.get(0)} is that of step 1
   * @param h T + 1 states (B x H); {@code h.get(0)} is the state before the first step, {@code
   *     h.get(t)} the state after step t
   * @param o (B x V) the one output, logits, of the last state
   */
  record Pass(List<DMatrixRMaj> x, List<DMatrixRMaj> h, DMatrixRMaj o) {}

  /**
   * Task 1: reads sequences of different lengths, padded to T steps. From its end on, the state of
   * an example is held:
   *
   * <pre>
   *   h_0 = 0
   *   h_t = tanh(b + x_t Wx + h_(t-1) Wh)   in the rows with t at most their length
   *   h_t = h_(t-1)                         in the others
   *   o   = c + h_T Wo
   * </pre>
   *
   * @param weights the parameters. Not modified.
   * @param x T inputs, T at least 1; what stands in them after an example's end is rubbish. Not
   *     modified.
   * @param lengths B lengths, from 1 to T
   * @return the inputs as they came, T + 1 states and the output, in matrices of their own
   */
  Pass read(Weights weights, List<DMatrixRMaj> x, int[] lengths);

  /**
   * Task 2: the whole gradient, for examples that all have T steps. It begins at the one output:
   *
   * <pre>
   *   dWo = h_T' do,  dc = do,  dh_T = do Wo'
   *   da_t = (1 - h_t^2) dh_t, element by element,  dh_(t-1) = da_t Wh'
   *   dWx += x_t' da_t,  dWh += h_(t-1)' da_t,  db += da_t
   * </pre>
   *
   * <p>where ' is the transpose, and biases add up over the examples.
   *
   * @param weights the parameters. Not modified.
   * @param pass a way forward over T steps, T at least 1. Not modified.
   * @param output do, the gradient by the output (B x V). Not modified.
   * @return five gradients, in matrices of their own
   */
  Weights backward(Weights weights, Pass pass, DMatrixRMaj output);

  /**
   * Task 3: the same for a pass of ragged sequences. A step that only held an example's state has
   * no part in the weights' gradients, and hands the gradient of that row on as it is.
   *
   * @param weights the parameters. Not modified.
   * @param pass a way forward over T steps, as task 1 leaves it. Not modified.
   * @param lengths B lengths, from 1 to T
   * @param output do, the gradient by the output (B x V). Not modified.
   * @return five gradients, in matrices of their own
   */
  Weights ragged(Weights weights, Pass pass, int[] lengths, DMatrixRMaj output);
}
