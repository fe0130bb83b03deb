package unroll.probe;

import unroll.matrix.Precision;

/**
 * Recognises {@code a^n b^n}, n from 1 to N, with four saturated-linear units whose weights are
 * written down. No finite automaton can do this for every n.
 *
 * <pre>
 *   count = sigma(count + a/N - b/N)        how many b are owed
 *   sawB  = sigma(sawB + b)
 *   short = sigma(b - N count)              a b came although none was owed
 *   wrong = sigma(wrong + short + a + sawB - 1)    an a came after a b, or short before
 *   accept where sawB - wrong - short - N count - 1/2 is above 0
 * </pre>
 *
 * <p>Right-hand sides are the step before, except the inputs. The readout is never nearer to 0 than
 * 1/2. Learned LSTMs find such counters by themselves (Gers and Schmidhuber 2001).
 *
 * @param network inputs {@code a} and {@code b}, four units
 * @param limit N
 */
public record AnBnRecogniser(WiredNetwork network, int limit) {

  /**
   * Writes the weights.
   *
   * @param limit N, a power of two
   * @param precision of the weights
   * @return a network of four units
   * @throws IllegalArgumentException if N is no power of two
   */
  public static AnBnRecogniser of(int limit, Precision precision) {
    UpDownCounter.requirePowerOfTwo(limit);
    Wiring wiring =
        new Wiring("a", "b")
            .unit("count")
            .unit("sawB")
            .unit("short")
            .unit("wrong", -1, 0)
            .connect("count", "count", 1)
            .connect("a", "count", 1.0 / limit)
            .connect("b", "count", -1.0 / limit)
            .connect("sawB", "sawB", 1)
            .connect("b", "sawB", 1)
            .connect("b", "short", 1)
            .connect("count", "short", -limit)
            .connect("wrong", "wrong", 1)
            .connect("short", "wrong", 1)
            .connect("a", "wrong", 1)
            .connect("sawB", "wrong", 1);
    return new AnBnRecogniser(wiring.network(precision), limit);
  }

  /**
   * Says whether a word is {@code a^n b^n}.
   *
   * @param word of the letters a and b
   * @return the verdict after the last letter; false for the empty word
   * @throws IllegalArgumentException if the word has another letter
   */
  public boolean accepts(String word) {
    double[][] states = trace(word);
    return readout(states[word.length()]) > 0;
  }

  /**
   * Runs the network on a word.
   *
   * @param word of the letters a and b
   * @return length + 1 states of the units count, sawB, short, wrong; the start first
   * @throws IllegalArgumentException if the word has another letter
   */
  public double[][] trace(String word) {
    double[][] xs = new double[word.length()][2];
    for (int t = 0; t < xs.length; t++) {
      int letter = word.charAt(t) - 'a';
      if (letter != 0 && letter != 1) {
        throw new IllegalArgumentException("letter " + word.charAt(t) + " is neither a nor b");
      }
      xs[t][letter] = 1;
    }
    return network.run(xs);
  }

  /**
   * Reads a state.
   *
   * @param state four numbers. Not modified.
   * @return above 0 where the word so far is accepted
   */
  public double readout(double[] state) {
    return state[1] - state[3] - state[2] - limit * state[0] - 0.5;
  }
}
