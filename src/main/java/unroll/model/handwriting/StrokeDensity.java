package unroll.model.handwriting;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import unroll.layer.Columns;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * The distribution of the next movement of a pen: a mixture of M Gaussians of two correlated
 * numbers, and a probability that the stroke ends there (Graves 2013, equations 17 to 26).
 *
 * <pre>
 *   (e^, w^, mu^, s^, r^) = output W + b                                               (17)
 *   e = sigmoid(e^), w = softmax(w^), mu = mu^, sigma = exp(s^), rho = tanh(r^)   (18 to 22)
 *   p(x) = sum over j of w_j N(x1, x2 | mu_j, sigma_j, rho_j) * (e if x3 is 1, else 1 - e)  (23)
 *   N = exp(-Z / (2 (1 - rho^2))) / (2 pi sigma_1 sigma_2 sqrt(1 - rho^2))             (24)
 *   Z = d1^2 + d2^2 - 2 rho d1 d2,  d_i = (x_i - mu_i) / sigma_i                       (25)
 *   loss = -log p(x)                                                                   (26)
 * </pre>
 *
 * <p>The paper has the other sign at e^, which learning makes up for. It clips gradients where this
 * holds s^ within 7 and r^ within 4 either way, so that no density overflows: a deviation is at
 * least exp(-7) = 0.0009 and a correlation at most 0.9993. All logarithms of the mixture are added
 * by log-sum-exp.
 *
 * @param readout H x (1 + 6M): e^, then M each of w^, mu^_1, mu^_2, s^_1, s^_2, r^
 */
public record StrokeDensity(Linear readout) implements Trainable {
  private static final double LARGEST_LOG_DEVIATION = 7;
  private static final double LARGEST_CORRELATION_LOGIT = 4;

  /**
   * Checks the shape.
   *
   * @param readout H x (1 + 6M): e^, then M each of w^, mu^_1, mu^_2, s^_1, s^_2, r^
   * @throws IllegalArgumentException if the readout has other than 1 + 6M outputs
   */
  public StrokeDensity {
    int outputs = readout.bias().matrix().columns();
    if (outputs < 7 || outputs % 6 != 1) {
      throw new IllegalArgumentException(
          "a stroke density has 1 + 6M outputs for M Gaussians, not " + outputs);
    }
  }

  /**
   * Makes a readout of a network.
   *
   * @param hidden H
   * @param gaussians M, at least 1; the paper has 20
   * @param init draws the weights
   * @return a new density
   */
  public static StrokeDensity of(int hidden, int gaussians, Initializer init) {
    return new StrokeDensity(Linear.of(hidden, 1 + 6 * gaussians, init));
  }

  /**
   * Returns the number of Gaussians.
   *
   * @return M
   */
  public int gaussians() {
    return readout.bias().matrix().columns() / 6;
  }

  /**
   * Computes the loss of movements.
   *
   * @param outputs n x H
   * @param movements n x 3: the way right and up, in units of the data, and 1 where the stroke ends
   *     there, else 0. Not modified.
   * @return 1 x 1, in nats per movement; below 0 where the density is above 1
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value loss(Value outputs, Matrix movements) {
    boolean[] all = new boolean[movements.rows()];
    java.util.Arrays.fill(all, true);
    return loss(outputs, movements, all);
  }

  /**
   * Computes the loss of the movements that count.
   *
   * @param outputs n x H
   * @param movements n x 3. Not modified.
   * @param counts n: false masks a row. Not modified.
   * @return 1 x 1, in nats per movement that counts
   * @throws IllegalArgumentException if the shapes do not fit, or nothing counts
   */
  public Value loss(Value outputs, Matrix movements, boolean[] counts) {
    Matrix mask = movements.zerosLike(movements.rows(), 1);
    int counted = 0;
    for (int row = 0; row < counts.length; row++) {
      mask.set(row, 0, counts[row] ? 1 : 0);
      counted += counts[row] ? 1 : 0;
    }
    if (counted == 0) {
      throw new IllegalArgumentException("stroke density: every movement is masked");
    }
    Value nats = logDensity(readout.apply(outputs), movements).scale(-1);
    return nats.timesElements(nats.tape().constant(mask)).sum().scale(1.0 / counted);
  }

  /**
   * Computes {@code log p} of movements out of the numbers of equation 17.
   *
   * @param raw n x (1 + 6M)
   * @param movements n x 3. Not modified.
   * @return n x 1, in nats
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Value logDensity(Value raw, Matrix movements) {
    Shapes.require("movements", movements, raw.rows(), 3);
    Shapes.require("numbers of a density", raw.matrix(), raw.rows(), 1 + 6 * gaussians());
    Value logWeights = part(raw, 0);
    logWeights = logWeights.minus(Columns.repeat(logWeights.logSumExp(), gaussians()));
    Value logSigma1 = logSigma(raw, 3);
    Value logSigma2 = logSigma(raw, 4);
    Value r = correlationLogit(raw);
    Value d1 = distance(movements, 0, part(raw, 1), logSigma1);
    Value d2 = distance(movements, 1, part(raw, 2), logSigma2);
    Value z =
        d1.timesElements(d1)
            .plus(d2.timesElements(d2))
            .minus(d1.timesElements(d2).timesElements(r.tanh()).scale(2));
    // 1 - tanh^2 r = 4 / (exp r + exp -r)^2, whose logarithm does not cancel.
    Value logOneMinus = r.scale(-2).softplus().plus(r).scale(-2).plus(constant(r, 2 * Math.log(2)));
    Value logGaussian =
        z.timesElements(logOneMinus.scale(-1).exp())
            .plus(logOneMinus)
            .scale(-0.5)
            .minus(logSigma1)
            .minus(logSigma2)
            .plus(constant(r, -Math.log(2 * Math.PI)));
    return logWeights.plus(logGaussian).logSumExp().minus(endLoss(raw, movements));
  }

  /** {@code -log e} where a stroke ends, {@code -log (1 - e)} where not: softplus(e^) - x3 e^. */
  private static Value endLoss(Value raw, Matrix movements) {
    Value end = raw.columns(0, 1);
    return end.softplus().minus(column(end.tape(), movements, 2).timesElements(end));
  }

  private Value distance(Matrix movements, int axis, Value mean, Value logSigma) {
    Value x = Columns.repeat(column(mean.tape(), movements, axis), gaussians());
    return x.minus(mean).timesElements(logSigma.scale(-1).exp());
  }

  private static Value column(Tape tape, Matrix movements, int c) {
    return tape.constant(movements).columns(c, c + 1);
  }

  private static Value constant(Value like, double number) {
    Matrix filled = like.tape().room(like.precision(), like.rows(), like.columns());
    filled.fill(number);
    return like.tape().constant(filled);
  }

  private Value part(Value raw, int index) {
    int m = gaussians();
    return raw.columns(1 + index * m, 1 + (index + 1) * m);
  }

  private Value logSigma(Value raw, int index) {
    return part(raw, index).clamp(-LARGEST_LOG_DEVIATION, LARGEST_LOG_DEVIATION);
  }

  private Value correlationLogit(Value raw) {
    return part(raw, 5).clamp(-LARGEST_CORRELATION_LOGIT, LARGEST_CORRELATION_LOGIT);
  }

  /**
   * Reads the numbers of equation 17 as a distribution.
   *
   * @param raw n x (1 + 6M)
   * @param row of raw
   * @return the distribution of one movement
   */
  public PenMixture mixture(Value raw, int row) {
    Value one = raw.rows(row, row + 1);
    double[] weights = part(one, 0).softmax().matrix().toArray()[0];
    double[] right = part(one, 1).matrix().toArray()[0];
    double[] up = part(one, 2).matrix().toArray()[0];
    double[] logSigmaRight = logSigma(one, 3).matrix().toArray()[0];
    double[] logSigmaUp = logSigma(one, 4).matrix().toArray()[0];
    double[] logits = correlationLogit(one).matrix().toArray()[0];
    List<PenMixture.Gaussian> all = new ArrayList<>();
    for (int j = 0; j < weights.length; j++) {
      all.add(
          new PenMixture.Gaussian(
              weights[j],
              right[j],
              up[j],
              Math.exp(logSigmaRight[j]),
              Math.exp(logSigmaUp[j]),
              Math.tanh(logits[j])));
    }
    return new PenMixture(1 / (1 + Math.exp(-one.matrix().get(0, 0))), all);
  }

  /**
   * Draws a movement. A bias makes it likelier and the writing tidier ({@link PenMixture#biased}).
   *
   * @param raw the numbers of equation 17
   * @param row of raw
   * @param bias 0 draws from the density itself; the larger, the closer to its peaks
   * @param random the source of the draw
   * @return 3 numbers: the way right and up, and 1 where the stroke ends, else 0
   * @throws IllegalArgumentException if the bias is negative
   */
  public double[] draw(Value raw, int row, double bias, RandomGenerator random) {
    return mixture(raw, row).biased(bias).draw(random);
  }

  @Override
  public List<Parameter> parameters() {
    return readout.parameters();
  }
}
