package unroll.cell;

import unroll.matrix.Crew;
import unroll.tape.Value;

/**
 * Shares a pass over all steps of a sequence among threads. The examples of a batch know nothing of
 * each other, so each thread takes some of them through all steps, forward or backward: the threads
 * meet once a pass, and the numbers of a thread stay in its core's cache from step to step.
 */
final class Rows {
  /** As many rows as a product takes at once. */
  private static final int FEWEST = 4;

  /** Multiplications that are worth a thread: some 20 microseconds. */
  private static final long WORTH_A_THREAD = 1 << 20;

  private Rows() {}

  /**
   * Shares the examples of a batch.
   *
   * @param weights one product with them is taken per example and step
   * @param pass takes the examples from one to before another through all steps
   */
  static void share(Sequence xs, Value weights, Crew.Part pass) {
    long example = (long) xs.steps() * weights.rows() * weights.columns();
    Crew.shared()
        .share(xs.batch(), (int) Math.max(FEWEST, WORTH_A_THREAD / Math.max(1, example)), pass);
  }
}
