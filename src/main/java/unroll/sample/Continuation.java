package unroll.sample;

import unroll.matrix.Matrix;

/**
 * Says what may come next. Its job is to show a search a model without showing what the model is
 * made of: n hypotheses are rows, and go on side by side.
 *
 * @param <S> the state of n hypotheses
 */
public interface Continuation<S> {
  /**
   * What comes next.
   *
   * @param logits n x V
   * @param state of the n hypotheses after their symbols
   * @param <S> the state
   */
  record Next<S>(Matrix logits, S state) {}

  /**
   * Reads one symbol a hypothesis.
   *
   * @param state of n hypotheses
   * @param symbols n of them. Not modified.
   * @return the logits of the symbol after it
   */
  Next<S> after(S state, int[] symbols);

  /**
   * Takes hypotheses by number, some perhaps more than once.
   *
   * @param state of n hypotheses
   * @param rows m numbers of 0 to n - 1. Not modified.
   * @return the state of these m hypotheses
   */
  S pick(S state, int[] rows);
}
