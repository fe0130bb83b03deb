package unroll.data;

/**
 * T time steps of B lanes of text: what to read and what comes next, both step after step (row
 * {@code t*B + b} is lane b at step t).
 *
 * @param inputs T*B symbols, ready for {@code tape.oneHot}
 * @param targets T*B symbols, the next of each input; {@link #MASKED} where the lane has ended
 * @param steps T
 */
public record Window(int[] inputs, int[] targets, int steps) {
  /** A target that costs nothing: its lane has ended. */
  public static final int MASKED = -1;

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if the symbols cannot be divided into the steps
   */
  public Window {
    if (steps < 1 || inputs.length != targets.length || inputs.length % steps != 0) {
      throw new IllegalArgumentException(
          inputs.length
              + " inputs and "
              + targets.length
              + " targets cannot be divided into "
              + steps
              + " steps");
    }
  }

  /**
   * Returns the number of lanes.
   *
   * @return B
   */
  public int batch() {
    return inputs.length / steps;
  }

  /**
   * Counts the targets that are not masked.
   *
   * @return characters to predict, at most T*B
   */
  public int predictions() {
    int count = 0;
    for (int target : targets) {
      count += target == MASKED ? 0 : 1;
    }
    return count;
  }

  /** Requires at least one lane. */
  static int checkedBatch(int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("a batch has at least one example, not " + batch);
    }
    return batch;
  }
}
