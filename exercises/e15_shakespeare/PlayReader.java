package e15_shakespeare;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 15-shakespeare: stateful truncated backpropagation through time, and
 * measures of what a model writes.
 *
 * <p>The network is that of 02-elman, reading characters: {@code h_t = tanh(Wx[x_t] + h_(t-1) Wh +
 * b)}, logits {@code o_t = h_t Wo + c}; {@code Wx[x]} is row x. A character is a number from 0.
 *
 * <p>Letters: n characters of a text, B lanes, T steps of a window, V characters known, H units.
 */
public interface PlayReader {

  /** The target where a lane has ended: not predicted, not counted. */
  int MASKED = -1;

  /**
   * The parameters; also their gradients, each of its parameter's shape.
   *
   * @param wx (V x H) from the character read
   * @param wh (H x H) from the state before
   * @param b (1 x H) bias of the state
   * @param wo (H x V) to the logits
   * @param c (1 x V) bias of the logits
   */
  record Weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b, DMatrixRMaj wo, DMatrixRMaj c) {}

  /**
   * A piece of every lane.
   *
   * @param inputs T rows of B characters, {@code inputs[t][lane]}; 0 where the lane has ended
   * @param targets T rows of B characters, each the one after its input; {@link #MASKED} where the
   *     lane has ended
   */
  record Window(int[][] inputs, int[][] targets) {}

  /**
   * What one pass over a text gives.
   *
   * @param loss the mean of {@code -ln p(target)} over all n - 1 predictions, in nats per character
   * @param gradient of that mean, cut at the start of each window
   * @param last (B x H) the state after the last window
   */
  record Pass(double loss, Weights gradient, DMatrixRMaj last) {}

  /**
   * What was written, in three numbers.
   *
   * @param knownWords the share of the words that occur in the training text, 0 to 1
   * @param commas commas per 100 characters
   * @param memorised the share of the characters that lie in a run copied from it, 0 to 1
   */
  record Measures(double knownWords, double commas, double memorised) {}

  /**
   * Task 1: one window of a text in lanes.
   *
   * <p>A text of n characters has n - 1 predictions. Lane b gets those from place {@code b L} on, L
   * of them, {@code L = ceil((n - 1) / B)}; the last lanes may be shorter or empty. Window k has
   * the places {@code b L + k T} to {@code b L + k T + T - 1} of each lane b. Where a lane has
   * ended, the input is 0 and the target {@link #MASKED}.
   *
   * @param text n characters, at least 2. Not modified.
   * @param lanes B, at least 1
   * @param steps T, at least 1
   * @param index k, from 0, less than ceil(L / T)
   * @return T x B inputs and targets
   */
  Window window(int[] text, int lanes, int steps, int index);

  /**
   * Task 2: all windows of a text, one after the other, with the same weights. The first one starts
   * from zeros; each other one from the state that the one before ended with. Its gradient ends
   * there: that state counts as a constant.
   *
   * @param weights the parameters. Not modified.
   * @param text n characters, at least 2. Not modified.
   * @param lanes B, at least 1
   * @param steps T, at least 1
   * @return loss, gradient and last state, in matrices of their own
   */
  Pass pass(Weights weights, int[] text, int lanes, int steps);

  /**
   * Task 3: how a sample is spelt, set with commas, and copied.
   *
   * <p>Words are those of {@code words}, given, small and capital letters alike; each counts as
   * often as it is written. A character is memorised if some {@code run} characters of the sample
   * around it, or beginning or ending with it, occur in the training text, letter by letter.
   *
   * @param sample what was written, with at least one word
   * @param training the text learned from
   * @param run the length from which a run counts, at least 1
   * @return the three measures
   */
  Measures measures(String sample, String training, int run);
}
