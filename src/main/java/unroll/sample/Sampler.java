package unroll.sample;

import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import unroll.matrix.Matrix;

/**
 * Draws a symbol from logits: with probability {@code softmax(logits / temperature)}, restricted to
 * the k most likely symbols, or to the nucleus, if asked.
 *
 * <p>Temperature 1 draws as the model believes, lower ones are bolder, 0 always takes the most
 * likely symbol (the first of equals). Nothing here divides by zero or overflows: the largest logit
 * is subtracted before the division, so every exponent is 0 or below.
 *
 * <p>The nucleus (Holtzman et al. 2020, equations 2 and 3) is the smallest set of most likely
 * symbols that together have at least the asked share of the probability: few symbols where the
 * model is sure, many where it is not. It is taken after temperature and the k most likely; of
 * equals the first come in.
 *
 * @param temperature 0 or above; infinite draws all finite logits alike
 * @param top how many symbols may be drawn, at least 1
 * @param nucleus the share of the probability that is kept, above 0; 1 keeps all
 */
public record Sampler(double temperature, int top, double nucleus) {
  /**
   * Checks the settings.
   *
   * @param temperature 0 or above
   * @param top how many symbols may be drawn, at least 1
   * @param nucleus the share of the probability that is kept, above 0 and up to 1
   * @throws IllegalArgumentException if the temperature is negative or not a number, top is 0, or
   *     the nucleus is outside above 0 to 1
   */
  public Sampler {
    if (!(temperature >= 0)) {
      throw new IllegalArgumentException("temperature must be 0 or above, not " + temperature);
    }
    if (top < 1) {
      throw new IllegalArgumentException("at least one symbol must be allowed, not " + top);
    }
    if (!(nucleus > 0 && nucleus <= 1)) {
      throw new IllegalArgumentException(
          "the nucleus keeps a share above 0 and up to 1, not " + nucleus);
    }
  }

  /**
   * Makes a sampler without a nucleus.
   *
   * @param temperature 0 or above
   * @param top how many symbols may be drawn, at least 1
   * @throws IllegalArgumentException if a setting is out of range
   */
  public Sampler(double temperature, int top) {
    this(temperature, top, 1);
  }

  /**
   * Makes a sampler that may draw every symbol.
   *
   * @param temperature 0 or above
   * @return a new sampler
   */
  public static Sampler at(double temperature) {
    return new Sampler(temperature, Integer.MAX_VALUE);
  }

  /**
   * Makes a sampler that takes the most likely symbol.
   *
   * @return temperature 0
   */
  public static Sampler greedy() {
    return at(0);
  }

  /**
   * Draws from the nucleus only.
   *
   * @param share of the probability to keep, above 0 and up to 1; 0.9 to 0.95 is usual for text
   * @return a changed copy
   * @throws IllegalArgumentException if the share is out of range
   */
  public Sampler nucleus(double share) {
    return new Sampler(temperature, top, share);
  }

  /**
   * Draws one symbol.
   *
   * @param logits V of them. Not modified.
   * @param random drawn from once, also at temperature 0, so that runs stay in step
   * @return 0 to V - 1
   * @throws IllegalArgumentException if there are no logits, one is NaN, or all are minus infinity
   */
  public int draw(double[] logits, RandomGenerator random) {
    double[] weights = weights(logits);
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    int last = -1;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }

  /**
   * Draws one symbol from a row of a matrix.
   *
   * @param logits n x V. Not modified.
   * @param row 0 to n - 1
   * @param random drawn from once
   * @return 0 to V - 1
   * @throws IllegalArgumentException as for {@link #draw(double[], RandomGenerator)}
   */
  public int draw(Matrix logits, int row, RandomGenerator random) {
    double[] values = new double[logits.columns()];
    for (int i = 0; i < values.length; i++) {
      values[i] = logits.get(row, i);
    }
    return draw(values, random);
  }

  /**
   * Computes the probabilities that {@link #draw(double[], RandomGenerator)} draws with.
   *
   * @param logits V of them. Not modified.
   * @return V numbers that add up to 1
   * @throws IllegalArgumentException as for {@link #draw(double[], RandomGenerator)}
   */
  public double[] probabilities(double[] logits) {
    double[] result = weights(logits);
    double sum = Arrays.stream(result).sum();
    for (int i = 0; i < result.length; i++) {
      result[i] /= sum;
    }
    return result;
  }

  /** Unnormalised; the largest is 1. */
  private double[] weights(double[] logits) {
    int best = best(logits);
    double max = logits[best];
    double[] weights = new double[logits.length];
    if (temperature == 0) {
      weights[best] = 1;
      return weights;
    }
    double least = least(logits);
    int room = top;
    for (int i = 0; i < logits.length; i++) {
      room -= logits[i] > least ? 1 : 0;
    }
    for (int i = 0; i < logits.length; i++) {
      boolean allowed = logits[i] > least || (logits[i] == least && room-- > 0);
      if (allowed && logits[i] > Double.NEGATIVE_INFINITY) {
        // the difference of two finite numbers may be infinite, and that over infinity is NaN
        double below = Math.max(logits[i] - max, -Double.MAX_VALUE);
        weights[i] = logits[i] == max ? 1 : Math.exp(below / temperature);
      }
    }
    if (nucleus < 1) {
      keepNucleus(weights);
    }
    return weights;
  }

  /** Sets what is outside the nucleus to zero. The likeliest symbol always stays. */
  private void keepNucleus(double[] weights) {
    int[] order =
        IntStream.range(0, weights.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -weights[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double enough = nucleus * Arrays.stream(weights).sum();
    double kept = 0;
    for (int i : order) {
      if (kept >= enough) {
        weights[i] = 0;
      }
      kept += weights[i];
    }
  }

  /** The smallest logit that may still be drawn; of equals the first are. */
  private double least(double[] logits) {
    if (top >= logits.length) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] sorted = logits.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - top];
  }

  private static int best(double[] logits) {
    int best = 0;
    for (int i = 0; i < logits.length; i++) {
      if (Double.isNaN(logits[i])) {
        throw new IllegalArgumentException(
            "logit " + i + " is NaN: the model that computed it is broken");
      }
      best = logits[i] > logits[best] ? i : best;
    }
    if (logits.length == 0 || logits[best] == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("no symbol can be drawn: no logit is above -infinity");
    }
    return best;
  }
}
