package unroll.model.seq2seq;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import unroll.data.Pairs;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The loss of one batch after the other: pass after pass over the pairs, each in a new random
 * order. The last batch of a pass is smaller where the pairs cannot be divided evenly.
 */
public final class PairLoss implements Function<Tape, Value> {
  private final Seq2Seq<?> model;
  private final Pairs pairs;
  private final int batch;
  private final RandomGenerator random;
  private final int[] order;
  private int next;

  PairLoss(Seq2Seq<?> model, Pairs pairs, int batch, RandomGenerator random) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch has at least 1 pair, not " + batch);
    }
    this.model = model;
    this.pairs = pairs;
    this.batch = batch;
    this.random = random;
    this.order = new int[pairs.size()];
    Arrays.setAll(order, i -> i);
  }

  /** Takes the next batch and computes its loss in nats per symbol. */
  @Override
  public Value apply(Tape tape) {
    if (next == 0) {
      shuffle();
    }
    int end = Math.min(next + batch, order.length);
    int[] numbers = Arrays.copyOfRange(order, next, end);
    next = end == order.length ? 0 : end;
    return model.loss(tape, pairs.batch(numbers));
  }

  /**
   * Returns how many batches one pass has.
   *
   * @return at least 1
   */
  public int batches() {
    return (order.length + batch - 1) / batch;
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }
}
