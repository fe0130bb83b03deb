package e13_attention;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 13-attention: additive attention (Bahdanau, Cho and Bengio 2015,
 * appendix A.1.2), forward and back.
 *
 * <p>One query is put to one memory of S places. The lecture's columns are rows here: a place is a
 * row of the memory, and {@code Ua' m} becomes {@code m Ua}.
 *
 * <p>Letters: S places, M numbers in each, H numbers in a query, A hidden units of the score.
 */
public interface Attending {

  /**
   * The parameters; also their gradients, each of its parameter's shape.
   *
   * @param wa (H x A) from the query
   * @param ua (M x A) from a place of the memory
   * @param va (1 x A) from the hidden units to the score
   */
  record Weights(DMatrixRMaj wa, DMatrixRMaj ua, DMatrixRMaj va) {}

  /**
   * What attention works on; also the gradients by these two.
   *
   * @param query (1 x H) what is looked for: a state of the decoder
   * @param memory (S x M) what is looked at: the outputs of the encoder
   */
  record Asked(DMatrixRMaj query, DMatrixRMaj memory) {}

  /**
   * How well each place fits the query.
   *
   * @param hidden (S x A) the hidden units, between -1 and 1
   * @param e (1 x S) the scores
   */
  record Scores(DMatrixRMaj hidden, DMatrixRMaj e) {}

  /**
   * What was read.
   *
   * @param alpha (1 x S) the weights: none below 0, all together 1
   * @param context (1 x M) the weighted mean of the places
   */
  record Read(DMatrixRMaj alpha, DMatrixRMaj context) {}

  /**
   * Task 1: the scores of all places,
   *
   * <pre>
   *   z_s = tanh(q Wa + m_s Ua),   e_s = z_s va'       here ' is the transpose
   * </pre>
   *
   * @param weights the parameters. Not modified.
   * @param asked the query and the memory. Not modified.
   * @return hidden units and scores, in matrices of their own
   */
  Scores scores(Weights weights, Asked asked);

  /**
   * Task 2: the softmax over the places that count, and the mean of the memory under it,
   *
   * <pre>
   *   alpha_s = exp(e_s) / sum of exp(e_r) over the r that count,  exactly 0 where s does not count
   *   C       = sum over s of alpha_s m_s
   * </pre>
   *
   * @param e (1 x S) the scores, of any size, also where nothing counts. Not modified.
   * @param memory (S x M). Not modified.
   * @param counts S entries, at least one true; false at the padding of a ragged batch. Not
   *     modified.
   * @return weights and context, in matrices of their own
   */
  Read read(DMatrixRMaj e, DMatrixRMaj memory, boolean[] counts);

  /**
   * Task 3: all of it back. How much the loss changes with the context is given, and how much it
   * changes with all that went in is wanted:
   *
   * <pre>
   *   dalpha_s = dC m_s'
   *   de_s     = alpha_s (dalpha_s - sum over r of alpha_r dalpha_r)
   *   da_s     = de_s va (1 - z_s^2)                    element by element
   *   dq       = (sum over s of da_s) Wa',   dm_s = alpha_s dC + da_s Ua'
   *   dWa     += q' (sum over s of da_s),    dUa += sum over s of m_s' da_s
   *   dva     += sum over s of de_s z_s
   * </pre>
   *
   * @param weights the parameters. Not modified.
   * @param asked the query and the memory. Not modified.
   * @param scores what task 1 gave. Not modified.
   * @param read what task 2 gave; masked places have weight 0. Not modified.
   * @param dContext (1 x M) the gradient by the context. Not modified.
   * @param sum the weights' gradients so far. Modified: this query's gradients are added.
   * @return the gradients by query and memory, in matrices of their own
   */
  Asked backward(
      Weights weights, Asked asked, Scores scores, Read read, DMatrixRMaj dContext, Weights sum);
}
