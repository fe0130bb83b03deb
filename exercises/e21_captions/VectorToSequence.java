package e21_captions;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 21-captions: from a vector to a sequence. A decoder hears of an image in
 * its first state and says in words what it shows (Vinyals et al. 2015, with a plain recurrent
 * cell; the first state as in Xu et al. 2015, section 3.1.2).
 *
 * <p>Rows are images: an image's vector is the row C, and the lecture's {@code U x} is the product
 * {@code x Wx}.
 *
 * <p>Letters: B images, I numbers of an image, T steps, E numbers of a word, H hidden units, V
 * words, those that begin and end a sentence among them.
 */
public interface VectorToSequence {

  /** A target that counts for nothing: there is no word, the sentence has ended before. */
  int MASKED = -1;

  /**
   * The parameters.
   *
   * @param wi (I x H) from the image to the first state
   * @param bi (1 x H) bias of the first state
   * @param words (V x E) word k has row k
   * @param wx (E x H) from the word read
   * @param wh (H x H) from the state before
   * @param b (1 x H) bias of the state
   * @param v (H x V) from the state to the logits
   * @param c (1 x V) bias of the logits
   */
  record Weights(
      DMatrixRMaj wi,
      DMatrixRMaj bi,
      DMatrixRMaj words,
      DMatrixRMaj wx,
      DMatrixRMaj wh,
      DMatrixRMaj b,
      DMatrixRMaj v,
      DMatrixRMaj c) {}

  /**
   * What the decoder gave.
   *
   * @param states T + 1 matrices of B x H: the first state, and the state after each step
   * @param logits T matrices of B x V: what comes next after each step
   */
  record Told(List<DMatrixRMaj> states, List<DMatrixRMaj> logits) {}

  /**
   * How wrong sentences are.
   *
   * @param nats the mean over all words that count, in nats a word
   * @param gradients T matrices of B x V: how much nats changes with each logit
   */
  record Loss(double nats, List<DMatrixRMaj> gradients) {}

  /**
   * What a step of some decoder gives.
   *
   * @param state (B x H) the new state
   * @param logits (B x V) of the word that comes next; no two of a row are alike
   */
  record Said(DMatrixRMaj state, DMatrixRMaj logits) {}

  /** Some decoder, seen from outside: it need not be the one of task 1. */
  interface Decoder {
    /**
     * Reads one word an image.
     *
     * @param words B of them. Not modified.
     * @param state (B x H) before. Not modified.
     * @return the state after it, and what comes next
     */
    Said step(int[] words, DMatrixRMaj state);
  }

  /**
   * Task 1: the decoder reads given words, as in training (teacher forcing).
   *
   * <pre>
   *   h(0) = tanh(bi + C Wi)                                 C: an image
   *   h(t) = tanh(b + words[y(t-1)] Wx + h(t-1) Wh)          words[k]: the row of word k
   *   o(t) = c + h(t) V                                      t = 1 to T
   * </pre>
   *
   * @param weights the parameters. Not modified.
   * @param images (B x I). Not modified.
   * @param inputs T steps of B words: y(0), the word that begins, then y(1) to y(T-1). Not
   *     modified.
   * @return all states and all logits, in matrices of their own
   */
  Told tell(Weights weights, DMatrixRMaj images, int[][] inputs);

  /**
   * Task 2: cross-entropy over sentences of different lengths.
   *
   * <pre>
   *   nats      = mean of -log softmax(o(t))[y(t)]           over the targets that count
   *   gradients = (softmax(o(t)) - onehot(y(t))) / count     0 in a row whose target is masked
   * </pre>
   *
   * @param logits T matrices of B x V, of any size. Not modified.
   * @param targets T steps of B words: the sentence, then the word that ends it, then {@link
   *     #MASKED}; at least one counts. Not modified.
   * @return the loss and its gradients, in matrices of their own
   */
  Loss loss(List<DMatrixRMaj> logits, int[][] targets);

  /**
   * Task 3: says what B images show. At each step the likeliest word is taken, and read in the next
   * step. A sentence is over when the word that ends it is taken; the others go on.
   *
   * @param decoder gives the logits; ask it for one step at a time, with B words
   * @param start (B x H) the states before the first step. Not modified.
   * @param begin the word to read first
   * @param end the word that ends a sentence
   * @param longest so many words are taken of an image at most, the end included
   * @return B sentences, without the words that begin and end them
   */
  int[][] describe(Decoder decoder, DMatrixRMaj start, int begin, int end, int longest);
}
