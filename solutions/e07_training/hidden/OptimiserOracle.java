package e07_training;

import e07_training.Training.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;

/**
 * The same numbers by other ways: the means of Adam as sums over all gradients so far (Kingma and
 * Ba 2015, equation 1), in decimal arithmetic of fifty digits. Nothing runs along, and nothing is
 * rounded until the end.
 */
final class OptimiserOracle {
  private static final MathContext DIGITS = new MathContext(50);

  private OptimiserOracle() {}

  /** What is left after all updates. */
  record After(DMatrixRMaj w, DMatrixRMaj m, DMatrixRMaj v) {}

  /** All updates from means of zero, by the gradients given, oldest first. */
  static After updates(DMatrixRMaj w, List<DMatrixRMaj> gradients, Settings settings) {
    After after = new After(w.copy(), w.createLike(), w.createLike());
    for (int i = 0; i < w.getNumElements(); i++) {
      BigDecimal weight = new BigDecimal(w.get(i));
      for (int t = 1; t <= gradients.size(); t++) {
        BigDecimal mean = weighted(gradients.subList(0, t), i, settings.beta1(), 1);
        BigDecimal square = weighted(gradients.subList(0, t), i, settings.beta2(), 2);
        after.m().set(i, mean.doubleValue());
        after.v().set(i, square.doubleValue());
        BigDecimal below =
            square
                .divide(total(settings.beta2(), t), DIGITS)
                .sqrt(DIGITS)
                .add(new BigDecimal(settings.epsilon()));
        BigDecimal above = mean.divide(total(settings.beta1(), t), DIGITS);
        weight =
            weight.subtract(
                new BigDecimal(settings.rate()).multiply(above).divide(below, DIGITS), DIGITS);
      }
      after.w().set(i, weight.doubleValue());
    }
    return after;
  }

  /** {@code (1 - beta) sum over s of beta^(t-s) g_s^power}, the latest with the largest weight. */
  private static BigDecimal weighted(
      List<DMatrixRMaj> gradients, int place, double beta, int power) {
    BigDecimal decay = new BigDecimal(beta);
    BigDecimal sum = BigDecimal.ZERO;
    for (int s = 0; s < gradients.size(); s++) {
      BigDecimal g = new BigDecimal(gradients.get(s).get(place)).pow(power);
      sum = sum.add(g.multiply(decay.pow(gradients.size() - 1 - s)), DIGITS);
    }
    return sum.multiply(BigDecimal.ONE.subtract(decay), DIGITS);
  }

  /** What the weights of t gradients add up to: {@code (1 - beta) (1 + beta + ...)}. */
  private static BigDecimal total(double beta, int t) {
    BigDecimal decay = new BigDecimal(beta);
    BigDecimal sum = BigDecimal.ZERO;
    for (int s = 0; s < t; s++) {
      sum = sum.add(decay.pow(s));
    }
    return sum.multiply(BigDecimal.ONE.subtract(decay), DIGITS);
  }

  /** The norm of all gradients laid end to end. */
  static double norm(List<DMatrixRMaj> gradients) {
    BigDecimal sum = BigDecimal.ZERO;
    for (DMatrixRMaj g : gradients) {
      for (int i = 0; i < g.getNumElements(); i++) {
        sum = sum.add(new BigDecimal(g.get(i)).pow(2));
      }
    }
    return sum.sqrt(DIGITS).doubleValue();
  }

  /** The gradients as they must be after clipping. */
  static List<DMatrixRMaj> clipped(List<DMatrixRMaj> gradients, double limit) {
    double factor = Math.min(1, limit / norm(gradients));
    return gradients.stream()
        .map(
            g -> {
              DMatrixRMaj scaled = g.copy();
              for (int i = 0; i < g.getNumElements(); i++) {
                scaled.set(i, factor * g.get(i));
              }
              return scaled;
            })
        .toList();
  }

  static DMatrixRMaj gaussian(Random random, int rows, int columns, double scale) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, scale * random.nextGaussian());
    }
    return m;
  }

  /** Whole numbers from -9 to 9: a message that shows one gives nothing away. */
  static DMatrixRMaj whole(Random random, int rows, int columns) {
    DMatrixRMaj m = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < m.getNumElements(); i++) {
      m.set(i, random.nextInt(19) - 9);
    }
    return m;
  }
}
