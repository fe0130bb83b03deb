package unroll.model.handwriting;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a network says of one movement of a pen: a mixture of Gaussians of two correlated numbers,
 * and the probability that the stroke ends there (Graves 2013, equations 18 to 25).
 *
 * @param end the probability that the stroke ends
 * @param gaussians M, whose weights add up to 1
 */
public record PenMixture(double end, List<Gaussian> gaussians) {
  /** Copies the list. */
  public PenMixture {
    gaussians = List.copyOf(gaussians);
  }

  /**
   * One Gaussian of the mixture.
   *
   * @param weight its share
   * @param right the mean way to the right
   * @param up the mean way up
   * @param sigmaRight the deviation to the right, above 0
   * @param sigmaUp the deviation upwards, above 0
   * @param rho the correlation of both, between -1 and 1
   */
  public record Gaussian(
      double weight, double right, double up, double sigmaRight, double sigmaUp, double rho) {
    /**
     * Computes the density of a movement under this Gaussian alone (equations 24 and 25).
     *
     * @param x1 the way right
     * @param x2 the way up
     * @return above 0, per unit of area
     */
    public double density(double x1, double x2) {
      double d1 = (x1 - right) / sigmaRight;
      double d2 = (x2 - up) / sigmaUp;
      double left = 1 - rho * rho;
      return Math.exp(-(d1 * d1 + d2 * d2 - 2 * rho * d1 * d2) / (2 * left))
          / (2 * Math.PI * sigmaRight * sigmaUp * Math.sqrt(left));
    }
  }

  /**
   * Computes the density of a movement.
   *
   * @param right the way right
   * @param up the way up
   * @return above 0, per unit of area; whether the stroke ends is left open
   */
  public double density(double right, double up) {
    return gaussians.stream().mapToDouble(g -> g.weight() * g.density(right, up)).sum();
  }

  /**
   * Computes the density on a square grid about the place of the pen, for a picture.
   *
   * @param reach how far the grid goes in each direction, in units of the movements
   * @param side cells along a side
   * @return side x side densities, the first row on top, each of the middle of its cell
   */
  public double[][] densities(double reach, int side) {
    double[][] cells = new double[side][side];
    double cell = 2 * reach / side;
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        cells[row][column] = density((column + 0.5) * cell - reach, reach - (row + 0.5) * cell);
      }
    }
    return cells;
  }

  /**
   * Makes the likely likelier and writing tidier: {@code sigma exp(-bias)}, and weights in
   * proportion to {@code w^(1 + bias)} (equations 61 and 62).
   *
   * @param bias 0 changes nothing; the larger, the closer to the peaks
   * @return the changed mixture
   * @throws IllegalArgumentException if the bias is negative
   */
  public PenMixture biased(double bias) {
    if (!(bias >= 0)) {
      throw new IllegalArgumentException("the bias of handwriting is at least 0, not " + bias);
    }
    // Measured against the heaviest, or a large bias would make all weights 0.
    double heaviest = gaussians.stream().mapToDouble(Gaussian::weight).max().orElse(1);
    double sum =
        gaussians.stream().mapToDouble(g -> Math.pow(g.weight() / heaviest, 1 + bias)).sum();
    double narrower = Math.exp(-bias);
    return new PenMixture(
        end,
        gaussians.stream()
            .map(
                g ->
                    new Gaussian(
                        Math.pow(g.weight() / heaviest, 1 + bias) / sum,
                        g.right(),
                        g.up(),
                        g.sigmaRight() * narrower,
                        g.sigmaUp() * narrower,
                        g.rho()))
            .toList());
  }

  /**
   * Draws a movement.
   *
   * @param random the source of the draw
   * @return 3 numbers: the way right and up, and 1 where the stroke ends, else 0
   */
  public double[] draw(RandomGenerator random) {
    double chance = random.nextDouble();
    int j = 0;
    while (j < gaussians.size() - 1 && chance >= gaussians.get(j).weight()) {
      chance -= gaussians.get(j).weight();
      j++;
    }
    Gaussian g = gaussians.get(j);
    double first = random.nextGaussian();
    double second = g.rho() * first + Math.sqrt(1 - g.rho() * g.rho()) * random.nextGaussian();
    return new double[] {
      g.right() + g.sigmaRight() * first,
      g.up() + g.sigmaUp() * second,
      random.nextDouble() < end ? 1 : 0
    };
  }
}
