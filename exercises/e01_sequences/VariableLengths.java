package e01_sequences;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 01-sequences: predicting the next symbol by counting, and averaging over
 * sequences of different lengths.
 *
 * <p>A text is an array of symbols, each a number from 0 to V - 1. A context is what was read just
 * before: the latest symbol last.
 *
 * <p>Letters: V symbols, n the order of the model, T steps, B sequences side by side.
 */
public interface VariableLengths {

  /**
   * Task 1: counts what followed a context in a text.
   *
   * <p>Every place counts where the context stands and a symbol comes after it, also where two such
   * places overlap. The empty context stands before every symbol.
   *
   * @param text symbols from 0 to V - 1, at least one. Not modified.
   * @param context 0 or more symbols; may be longer than the text. Not modified.
   * @param vocabulary V
   * @return V counts; number w says how often symbol w came right after the context
   */
  int[] followers(int[] text, int[] context, int vocabulary);

  /**
   * Task 2: the probabilities of the next symbol under the interpolated n-gram model of Witten and
   * Bell.
   *
   * <pre>
   *   p(w | h) = (c(h w) + d(h) p(w | h')) / (c(h) + d(h))
   * </pre>
   *
   * <p>c(h w) is how often w followed the context h, c(h) the sum of that over all w, d(h) how many
   * different symbols followed h, and h' is h without its oldest symbol. Below the empty context
   * lies the uniform distribution, 1/V for each symbol. A context that nothing followed says
   * nothing: there {@code p(w | h) = p(w | h')}.
   *
   * @param followers n rows of V counts, n at least 1: row k is what followed the last k symbols,
   *     so that row 0 belongs to the empty context. Not modified.
   * @return V probabilities, those after the longest context; they add up to 1
   */
  double[] probabilities(int[][] followers);

  /**
   * What a ragged batch comes to.
   *
   * @param mean of all losses that count
   * @param gradient (T x B) of the mean by each loss; 0 in the padding
   */
  record MeanLoss(double mean, DMatrixRMaj gradient) {}

  /**
   * Task 3: the mean loss of sequences of different lengths that were padded to T steps. Every
   * prediction weighs the same; the padding weighs nothing.
   *
   * @param losses (T x B): row t holds the losses of step t, column b belongs to sequence b. What
   *     stands in the padding may be anything, also not-a-number or infinite. Not modified.
   * @param lengths of the B sequences, from 0 to T, not all 0: sequence b has the steps 0 to {@code
   *     lengths[b] - 1}. Not modified.
   * @return the mean and its gradient
   */
  MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths);
}
