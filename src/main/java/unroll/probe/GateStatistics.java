package unroll.probe;

import java.util.Arrays;

/**
 * How a gate is used, unit by unit, over all steps and examples.
 *
 * <p>A gate below 0.1 is left-saturated, above 0.9 right-saturated (Karpathy, Johnson and Li 2015,
 * section 4.2). A forget gate that stays right-saturated remembers; one that is left-saturated all
 * the time makes its unit feed-forward.
 *
 * @param leftSaturated share of the time below 0.1, one number a unit
 * @param rightSaturated share of the time above 0.9
 * @param mean arithmetic mean of the gate
 * @param timeScale {@code tau = -1 / mean(ln f)} in steps: after tau steps the product of the gate
 *     is 1/e; infinite for a gate that is always 1, 0 for one that is ever 0
 */
public record GateStatistics(
    double[] leftSaturated, double[] rightSaturated, double[] mean, double[] timeScale) {
  /** Below this a gate counts as shut. */
  public static final double LEFT = 0.1;

  /** Above this a gate counts as open. */
  public static final double RIGHT = 0.9;

  /**
   * Summarises a gate.
   *
   * @param gate {@code [t][b][j]}, numbers in 0 to 1, for example {@link LstmGates#forget()}. Not
   *     modified.
   * @return H numbers of each kind
   * @throws IllegalArgumentException if there is no step, or a number is outside 0 to 1
   */
  public static GateStatistics of(double[][][] gate) {
    if (gate.length == 0 || gate[0].length == 0) {
      throw new IllegalArgumentException("gate statistics: no step to look at");
    }
    int hidden = gate[0][0].length;
    double[] left = new double[hidden];
    double[] right = new double[hidden];
    double[] mean = new double[hidden];
    double[] logarithm = new double[hidden];
    double share = 1.0 / (gate.length * gate[0].length);
    for (double[][] batch : gate) {
      for (double[] units : batch) {
        for (int j = 0; j < hidden; j++) {
          double f = units[j];
          if (!(f >= 0 && f <= 1)) {
            throw new IllegalArgumentException("a gate is within 0 to 1, this one is " + f);
          }
          left[j] += f < LEFT ? share : 0;
          right[j] += f > RIGHT ? share : 0;
          mean[j] += f * share;
          logarithm[j] += Math.log(f) * share;
        }
      }
    }
    double[] scale = Arrays.stream(logarithm).map(l -> l == 0 ? INFINITE : -1 / l).toArray();
    return new GateStatistics(left, right, mean, scale);
  }

  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /**
   * Computes the time scale of a gate that always has one value: {@code tau = -1 / ln f}.
   *
   * @param f in 0 to 1
   * @return steps
   * @throws IllegalArgumentException if f is outside 0 to 1
   */
  public static double timeScale(double f) {
    return of(new double[][][] {{{f}}}).timeScale()[0];
  }
}
