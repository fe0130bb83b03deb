package e12_seq2seq;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 12-seq2seq: the lecture's two networks, joined by the context C, and the
 * search for what the second one finds likeliest.
 *
 * <p>Rows are examples: an example's input is the row {@code x}, and the lecture's {@code U x} is
 * the product {@code x Wx}.
 *
 * <p>Letters: B examples, S steps of the longest source, D inputs, H hidden units, K numbers of the
 * context, V symbols that can be written, the end among them.
 */
public interface EncoderDecoder {

  /**
   * The parameters of the network that reads.
   *
   * @param wx (D x H) from the input
   * @param wh (H x H) from the state before
   * @param b (1 x H) bias
   */
  record Reader(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b) {}

  /**
   * The parameters of the network that writes.
   *
   * @param wy (V x H) from the symbol written before: symbol k has row k
   * @param ws (H x H) from the state before
   * @param wc (K x H) from the context
   * @param b (1 x H) bias of the state
   * @param v (H x V) from the new state to the logits
   * @param c (1 x V) bias of the logits
   */
  record Writer(
      DMatrixRMaj wy,
      DMatrixRMaj ws,
      DMatrixRMaj wc,
      DMatrixRMaj b,
      DMatrixRMaj v,
      DMatrixRMaj c) {}

  /**
   * What a step of the writer gives.
   *
   * @param s (B x H) the new state
   * @param logits (B x V) of the symbol to be written next
   */
  record Said(DMatrixRMaj s, DMatrixRMaj logits) {}

  /**
   * A beginning of a text, or a whole one.
   *
   * @param symbols what was written, the end too if it was written
   * @param logProbability of all these symbols together, in nats
   */
  record Hypothesis(int[] symbols, double logProbability) {}

  /** A network that writes, seen from outside. */
  interface Next {
    /**
     * Says what may come next.
     *
     * @param symbols what was written so far, perhaps nothing. Not modified.
     * @return V log-probabilities, one for each symbol, all finite
     */
    double[] after(int[] symbols);
  }

  /**
   * Task 1: reads B sources of different lengths side by side, from the state 0:
   *
   * <pre>
   *   h(t) = tanh(b + x(t) Wx + h(t-1) Wh)      C = h(tau), of each source at its own end
   * </pre>
   *
   * @param reader the parameters. Not modified.
   * @param xs S inputs of B x D, one a step; behind a source's end they are padding and mean
   *     nothing. Not modified.
   * @param lengths tau of each of the B sources, 1 to S. Not modified.
   * @return B x H, the contexts, in a matrix of their own
   */
  DMatrixRMaj encode(Reader reader, List<DMatrixRMaj> xs, int[] lengths);

  /**
   * Task 2: one step of writing, for B texts side by side:
   *
   * <pre>
   *   s' = tanh(b + Wy[y] + s Ws + C Wc),    o = c + s' V        Wy[y]: the row of symbol y
   * </pre>
   *
   * @param writer the parameters. Not modified.
   * @param context (B x K) C of each text. Not modified.
   * @param read the B symbols written before. Not modified.
   * @param s (B x H) the state before. Not modified.
   * @return the new state and the logits, in matrices of their own
   */
  Said decode(Writer writer, DMatrixRMaj context, int[] read, DMatrixRMaj s);

  /**
   * Task 3: beam search. At each length, every hypothesis of the beam is continued by every symbol.
   * Of all these the likeliest are kept, as many as there are places. One that has written the end
   * is found: it leaves the beam and keeps its place, so that the beam has one place less. It stops
   * when no place is left, or at the longest length; what is in the beam then is found, too.
   *
   * <p>What was found is ranked by {@code log p / penalty}, where {@code penalty = ((5 + n) /
   * 6)^alpha} and n counts the symbols written, the end too. While searching, plain log p decides.
   *
   * @param next says what may come next; its answers are never exactly alike
   * @param end the symbol that ends a text
   * @param width places of the beam, at least 1
   * @param longest how many symbols may be written, at least 1, the end too
   * @param alpha strength of the length penalty, 0 or above; 0 ranks by log p alone
   * @return what was found, the best first
   */
  List<Hypothesis> search(Next next, int end, int width, int longest, double alpha);
}
