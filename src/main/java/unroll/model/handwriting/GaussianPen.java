package unroll.model.handwriting;

import java.util.List;

/**
 * What one Gaussian says of pen movements: a normal distribution of two correlated numbers, always
 * the same, and the share of movements that end a stroke. It is what a network has to beat.
 *
 * @param meanRight the mean way to the right
 * @param meanUp the mean way up
 * @param varianceRight above 0
 * @param varianceUp above 0
 * @param covariance of both
 * @param end the share of ends, above 0 and below 1
 */
public record GaussianPen(
    double meanRight,
    double meanUp,
    double varianceRight,
    double varianceUp,
    double covariance,
    double end) {
  /**
   * Fits the distribution: the most likely one.
   *
   * @param movements 3 numbers each, of which some end a stroke and some do not. Not modified.
   * @return the fit
   * @throws IllegalArgumentException if all movements are alike, or all or none end a stroke
   */
  public static GaussianPen fit(List<double[]> movements) {
    double n = movements.size();
    double[] sums = new double[6];
    for (double[] m : movements) {
      sums[0] += m[0] / n;
      sums[1] += m[1] / n;
      sums[5] += m[2] / n;
    }
    for (double[] m : movements) {
      double right = m[0] - sums[0];
      double up = m[1] - sums[1];
      sums[2] += right * right / n;
      sums[3] += up * up / n;
      sums[4] += right * up / n;
    }
    if (!(sums[2] * sums[3] - sums[4] * sums[4] > 0 && sums[5] > 0 && sums[5] < 1)) {
      throw new IllegalArgumentException(
          "no Gaussian fits " + movements.size() + " movements: they are too much alike");
    }
    return new GaussianPen(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
  }

  /**
   * Measures the fit.
   *
   * @param movements 3 numbers each, at least one. Not modified.
   * @return nats per movement; of densities, so it may be below 0
   */
  public double nats(List<double[]> movements) {
    double determinant = varianceRight * varianceUp - covariance * covariance;
    double nats = 0;
    for (double[] m : movements) {
      double right = m[0] - meanRight;
      double up = m[1] - meanUp;
      double distance =
          (varianceUp * right * right + varianceRight * up * up - 2 * covariance * right * up)
              / determinant;
      nats += Math.log(2 * Math.PI) + (Math.log(determinant) + distance) / 2;
      nats -= Math.log(m[2] == 1 ? end : 1 - end);
    }
    return nats / movements.size();
  }
}
