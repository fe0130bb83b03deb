package unroll.layer;

import java.util.Arrays;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Shapes;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Compares logits with targets between 0 and 1, number by number: each is a yes or no of its own,
 * as pixels or keys of a piano are.
 */
public final class BinaryCrossEntropy {
  private BinaryCrossEntropy() {}

  /**
   * Adds up {@code -y log p - (1 - y) log(1 - p)}, {@code p = sigmoid(logit)}, over the columns and
   * averages over the rows.
   *
   * @param logits n x m
   * @param targets n x m, each from 0 to 1. Not modified, and must not change before the backward
   *     pass.
   * @return 1 x 1, in nats per row; m ln 2 for logits of zero
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value mean(Value logits, Matrix targets) {
    boolean[] all = new boolean[logits.rows()];
    Arrays.fill(all, true);
    return mean(logits, targets, all);
  }

  /**
   * Does the same over the rows that count.
   *
   * <p>In terms of the logit x the loss is {@code log(1 + exp x) - x y}, computed as {@code max(0,
   * x) + log(1 + exp(-|x|)) - x y} so that nothing overflows; its gradient is {@code sigmoid(x) -
   * y}.
   *
   * @param logits n x m
   * @param targets n x m, each from 0 to 1. Not modified, and must not change before the backward
   *     pass.
   * @param counts n: whether the row counts; false masks it. Not modified.
   * @return 1 x 1, in nats per row that counts
   * @throws IllegalArgumentException if the shapes differ, or no row counts
   */
  public static Value mean(Value logits, Matrix targets, boolean[] counts) {
    Shapes.same("binary cross-entropy", logits.matrix(), targets);
    Matrix mask = Masks.rows("binary cross-entropy", targets, counts);
    int counted = 0;
    for (boolean one : counts) {
      counted += one ? 1 : 0;
    }
    double share = 1.0 / counted;
    Tape tape = logits.tape();
    Kernels kernels = logits.matrix().kernels();
    Matrix x = logits.matrix();
    Matrix loss = softplus(x);
    Matrix minusTargets = targets.copy();
    kernels.scale(minusTargets, -1);
    kernels.addElementProduct(x, minusTargets, loss);
    Matrix counting = x.zerosLike(x.rows(), x.columns());
    kernels.addElementProduct(loss, mask, counting);
    Value mean = tape.result(tape.buffer(logits.precision(), 1, 1), logits.needsGradient());
    mean.matrix().set(0, 0, kernels.sum(counting) * share);
    if (mean.needsGradient()) {
      tape.record(
          () -> {
            Matrix slope = x.zerosLike(x.rows(), x.columns());
            kernels.sigmoid(x, slope);
            kernels.addScaled(-1, targets, slope);
            kernels.scale(slope, share * mean.gradient().get(0, 0));
            kernels.addElementProduct(slope, mask, logits.gradient());
          });
    }
    return mean;
  }

  /** {@code log(1 + exp x)}, number by number. */
  private static Matrix softplus(Matrix x) {
    Kernels kernels = x.kernels();
    Matrix positive = x.zerosLike(x.rows(), x.columns());
    Matrix minusSize = x.copy();
    kernels.relu(x, positive);
    kernels.addScaled(-2, positive, minusSize); // x - 2 max(0, x) = -|x|
    kernels.exp(minusSize, minusSize);
    Matrix ones = x.zerosLike(x.rows(), x.columns());
    ones.fill(1);
    kernels.addScaled(1, minusSize, ones);
    kernels.log(ones, ones);
    kernels.addScaled(1, ones, positive);
    return positive;
  }
}
