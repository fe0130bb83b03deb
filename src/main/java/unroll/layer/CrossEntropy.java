package unroll.layer;

import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Compares logits with target classes: the softmax and the cross-entropy of the lecture in one
 * step, whose gradient is simply {@code p - onehot}.
 */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * Averages {@code -log softmax(logits)[target]} over the rows that have a target.
   *
   * @param logits n x k
   * @param targets n classes in 0 to k - 1; a negative target masks its row. Copied.
   * @return 1 x 1, in nats per row that counts; ln k for equal logits
   * @throws IllegalArgumentException if the targets do not fit, or all are masked
   */
  public static Value mean(Value logits, int[] targets) {
    int[] kept = targets.clone();
    int counted = 0;
    for (int target : kept) {
      counted += target >= 0 ? 1 : 0;
    }
    if (counted == 0) {
      throw new IllegalArgumentException("cross-entropy: every target is masked");
    }
    Tape tape = logits.tape();
    Kernels kernels = logits.matrix().kernels();
    Matrix probabilities = tape.room(logits.precision(), logits.rows(), logits.columns());
    double sum = kernels.softmaxCrossEntropy(logits.matrix(), kept, probabilities);
    Value loss = tape.result(tape.buffer(logits.precision(), 1, 1), logits.needsGradient());
    loss.matrix().set(0, 0, sum / counted);
    if (loss.needsGradient()) {
      double share = 1.0 / counted;
      tape.record(
          () ->
              kernels.addSoftmaxCrossEntropyGradient(
                  probabilities, kept, share * loss.gradient().get(0, 0), logits.gradient()));
    }
    return loss;
  }
}
