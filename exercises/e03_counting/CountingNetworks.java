package e03_counting;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 03-counting: networks whose weights are written down, not learned, and
 * the number that is a stack.
 *
 * <p>The networks are the lecture's architecture (i) with a rectifier, {@code relu(a) = max(0, a)},
 * in place of tanh. It has no upper end, so a count is a whole number here and not a fraction.
 *
 * <p>Letters: H units, k symbols.
 */
public interface CountingNetworks {
  /** A network has at most so many units, however long the words are. */
  int MOST_UNITS = 16;

  /**
   * A network that reads words of two letters and says after every letter whether the word so far
   * is accepted:
   *
   * <pre>
   *   h = relu(x Wx + h_before Wh + b),   h_0 = 0
   *   o = h V + c,                        accepted where o is above 0
   * </pre>
   *
   * <p>x is (1, 0) for the first letter and (0, 1) for the second. The verdict on the empty word is
   * the sign of c, since {@code h_0 = 0}.
   *
   * @param wx (2 x H) row: letter, column: unit that hears it
   * @param wh (H x H) row: unit before the step, column: unit that hears it
   * @param b (1 x H) bias
   * @param v (H x 1) read-out
   * @param c (1 x 1) bias of the read-out
   */
  record Network(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b, DMatrixRMaj v, DMatrixRMaj c) {}

  /**
   * Task 1: accepts the words of brackets, "(" being the first letter and ")" the second, in which
   * every bracket has its partner: {@code ()}, {@code (())()}, and the empty word; not {@code (},
   * {@code )(} or {@code )()}. Exact as long as no more than 1000 brackets are open.
   *
   * @return a network of at most 16 units
   */
  Network brackets();

  /**
   * Task 2: accepts the words {@code a^n b^(m n)} with n at least 1, which are n times the letter a
   * and then m times as many b; no other word, nor the empty one. Exact up to n = 1000.
   *
   * @param m how many b there must be for every a, at least 1
   * @return a network of at most 16 units
   */
  Network ratio(int m);

  /**
   * Task 3: one move of a stack of k symbols that is kept in one number, in base B with odd digits:
   *
   * <pre>
   *   B = 2k + v,   v the number of your variant: 0 unless you were given one
   *   q = (2 s_1 + 1)/B + (2 s_2 + 1)/B^2 + ...,   s_1 on top, the empty stack being 0
   *   sigma(a) = min(1, max(0, a))
   *   push s    q/B + (2 s + 1)/B
   *   top       sigma(B q - 2) + sigma(B q - 4) + ... + sigma(B q - 2(k - 1))
   *   pop       sigma(B q - 2 top - 1)
   * </pre>
   *
   * @param k how many symbols there are, at least 1
   * @param q the stack before the move, made by such moves
   * @param symbol the symbol to push, 0 to k - 1; or -1 to pop, which leaves an empty stack empty
   * @return the stack after it
   */
  double move(int k, double q, int symbol);
}
