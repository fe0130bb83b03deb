package e10_lstm;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 10-lstm: one step of the lecture's LSTM, the same step back, and one
 * step of a GRU.
 *
 * <p>Rows are examples. The lecture writes a column {@code W' x} for one example; here B examples
 * lie in the rows of a matrix, and the product is {@code x Wx}. The four blocks of an LSTM's
 * weights lie side by side in the order i, f, o, g, so that two products serve all gates.
 *
 * <p>Letters: B examples, D inputs, H hidden units, N columns of weights.
 */
public interface GatedUnits {

  /**
   * The parameters of an LSTM (N = 4H, blocks i, f, o, g) or of one gate of a GRU (N = H); also
   * their gradients, each of its parameter's shape.
   *
   * @param wx (D x N) from the input
   * @param wh (H x N) from the state before
   * @param b (1 x N) bias
   */
  record Weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b) {}

  /**
   * What an LSTM's step starts from; also the gradients by these three.
   *
   * @param x (B x D) the input of this step
   * @param h (B x H) the state before
   * @param c (B x H) the memory before
   */
  record Before(DMatrixRMaj x, DMatrixRMaj h, DMatrixRMaj c) {}

  /**
   * What an LSTM's step gives. All six are B x H.
   *
   * @param h the new state
   * @param c the new memory
   * @param i the input gate, between 0 and 1
   * @param f the forget gate, between 0 and 1
   * @param o the output gate, between 0 and 1
   * @param g what could be stored, between -1 and 1
   */
  record Step(
      DMatrixRMaj h, DMatrixRMaj c, DMatrixRMaj i, DMatrixRMaj f, DMatrixRMaj o, DMatrixRMaj g) {}

  /**
   * Task 1: one step of an LSTM, the lecture's equations:
   *
   * <pre>
   *   a = b + x Wx + h Wh,  of four blocks: a_i, a_f, a_o, a_g
   *   i = sigmoid(a_i),  f = sigmoid(a_f),  o = sigmoid(a_o),  g = tanh(a_g)
   *   c' = f c + i g,    h' = o tanh(c'),   element by element
   * </pre>
   *
   * @param weights the parameters, N = 4H. Not modified.
   * @param before input, state and memory. Not modified.
   * @return the new state and memory, and the gates that made them, in matrices of their own
   */
  Step step(Weights weights, Before before);

  /**
   * Task 2: the same step back. The new state and the new memory are used later on; how much the
   * loss changes with them is given, and how much it changes with all that went in is wanted:
   *
   * <pre>
   *   dm   = dc' + dh' o (1 - tanh(c')^2)          all that reaches the new memory
   *   da_i = dm g i (1 - i),   da_f = dm c f (1 - f)
   *   da_g = dm i (1 - g^2),   da_o = dh' tanh(c') o (1 - o)
   *   dc   = dm f,  dx = da Wx',  dh = da Wh'       here ' is the transpose
   *   dWx += x' da, dWh += h' da, db += da          biases add up over the examples
   * </pre>
   *
   * @param weights the parameters, N = 4H. Not modified.
   * @param before input, state and memory that the step started from. Not modified.
   * @param step what the step gave. Not modified.
   * @param dh (B x H) the gradient by the new state. Not modified.
   * @param dc (B x H) the gradient by the new memory, as it comes from the step after. Not
   *     modified.
   * @param sum the weights' gradients so far. Modified: this step's gradients are added.
   * @return the gradients by input, state and memory before, in matrices of their own
   */
  Before backward(
      Weights weights, Before before, Step step, DMatrixRMaj dh, DMatrixRMaj dc, Weights sum);

  /**
   * Task 3: one step of a GRU (Cho et al. 2014), where z keeps, and the reset comes before the
   * product:
   *
   * <pre>
   *   r  = sigmoid(b_r + x Wx_r + h Wh_r),   z = sigmoid(b_z + x Wx_z + h Wh_z)
   *   n  = tanh(b_n + x Wx_n + (r h) Wh_n),  r h element by element
   *   h' = z h + (1 - z) n
   * </pre>
   *
   * @param reset the parameters of r, N = H. Not modified.
   * @param update the parameters of z, N = H. Not modified.
   * @param candidate the parameters of n, N = H. Not modified.
   * @param x (B x D) the input. Not modified.
   * @param h (B x H) the state before. Not modified.
   * @return B x H, the new state, in a matrix of its own
   */
  DMatrixRMaj gru(Weights reset, Weights update, Weights candidate, DMatrixRMaj x, DMatrixRMaj h);
}
