package unroll.probe;

import unroll.matrix.Precision;

/**
 * A counter in one saturated-linear unit: {@code c = sigma(c_before + up/N - down/N)}. It holds
 * {@code n/N} and is exact from 0 to N; at the ends it stays where it is.
 *
 * @param network inputs {@code up} and {@code down}, one unit {@code count}
 * @param limit N
 */
public record UpDownCounter(WiredNetwork network, int limit) {

  /**
   * Writes the weights.
   *
   * @param limit N; a power of two keeps n/N exact, up to 2^53 in double and 2^24 in float
   * @param precision of the weights
   * @return a network of one unit
   * @throws IllegalArgumentException if N is no power of two
   */
  public static UpDownCounter of(int limit, Precision precision) {
    requirePowerOfTwo(limit);
    Wiring wiring =
        new Wiring("up", "down")
            .unit("count")
            .connect("count", "count", 1)
            .connect("up", "count", 1.0 / limit)
            .connect("down", "count", -1.0 / limit);
    return new UpDownCounter(wiring.network(precision), limit);
  }

  static void requirePowerOfTwo(int limit) {
    if (Integer.bitCount(limit) != 1 || limit < 1) {
      throw new IllegalArgumentException(
          "a limit of " + limit + ": give a power of two, so that steps of 1/N are exact");
    }
  }

  /**
   * Counts.
   *
   * @param moves 1 for up, -1 for down, 0 to wait. Not modified.
   * @return the count after every move
   * @throws IllegalArgumentException if a move is another number
   */
  public double[] count(int... moves) {
    double[][] xs = new double[moves.length][2];
    for (int t = 0; t < moves.length; t++) {
      if (Math.abs(moves[t]) > 1) {
        throw new IllegalArgumentException("move " + moves[t] + " is none of 1, 0, -1");
      }
      xs[t][0] = moves[t] > 0 ? 1 : 0;
      xs[t][1] = moves[t] < 0 ? 1 : 0;
    }
    double[][] states = network.run(xs);
    double[] counts = new double[moves.length];
    for (int t = 0; t < moves.length; t++) {
      counts[t] = states[t + 1][0] * limit;
    }
    return counts;
  }
}
