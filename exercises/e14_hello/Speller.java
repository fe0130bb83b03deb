package e14_hello;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 14-hello: an Elman network that learns one word, character by character,
 * and writes it.
 *
 * <p>Characters are numbers: over {h, e, l, o} the word hello is 0, 1, 2, 2, 3. Rows are examples,
 * and there is one: {@code h_t = tanh(b + x_t Wx + h_(t-1) Wh)}, {@code o_t = c + h_t Wo}, where
 * x_t is the one-hot row of a character and h_0 is zero.
 *
 * <p>Letters: V characters, H hidden units.
 */
public interface Speller {

  /**
   * The parameters; also their gradients, each of its parameter's shape.
   *
   * @param wx (V x H) from the character that is read
   * @param wh (H x H) from the state before
   * @param b (1 x H) bias of the state
   * @param wo (H x V) to the logits
   * @param c (1 x V) bias of the logits
   */
  record Weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b, DMatrixRMaj wo, DMatrixRMaj c) {}

  /**
   * Task 1: trains by plain gradient descent. In each step the network reads all characters but the
   * last and should say, at each, the one that follows; the gradient of the mean loss is taken, and
   * every parameter moves against it:
   *
   * <pre>
   *   p = p - rate * gradient of p
   * </pre>
   *
   * @param weights the parameters. Modified: they are trained.
   * @param word at least two characters, each 0 to V - 1. Not modified.
   * @param rate above 0
   * @param steps at least 1
   * @return the loss of each step, before its update, in nats per character
   */
  double[] train(Weights weights, int[] word, double rate, int steps);

  /**
   * Task 2: makes logits into probabilities, {@code softmax(o / temperature)}. At temperature 0 the
   * largest logit has probability 1, of equals the first.
   *
   * @param logits V of them; they may be as large as 1e6. Not modified.
   * @param temperature 0 or above
   * @return V probabilities, in an array of their own
   */
  double[] probabilities(double[] logits, double temperature);

  /**
   * Task 3: writes: reads a first character, draws the next one, reads that, and so on. The state
   * starts at zero and goes on from character to character.
   *
   * <p>A draw u chooses the first character k with {@code p_0 + ... + p_k > u}.
   *
   * @param weights the parameters. Not modified.
   * @param first the character that is read first
   * @param temperature 0 or above
   * @param draws one number for each character to write, from 0 up to, not including, 1. Not
   *     modified.
   * @return the characters that were written, without the first
   */
  int[] write(Weights weights, int first, double temperature, double[] draws);
}
