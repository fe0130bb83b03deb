package unroll.data;

/**
 * B pairs as symbols, padded behind their ends to common lengths, step after step (row {@code t*B +
 * b} is pair b at step t). The decoder reads the target behind a boundary, and is to predict the
 * target and then the boundary: one symbol means "begin" where it is read and "end" where it is
 * written.
 *
 * <pre>
 *   inputs   #  4  2  .        # the boundary, symbol V
 *   targets  4  2  #  -1       . padding, which is read for nothing: its target is masked
 * </pre>
 *
 * @param sources S*B symbols; 0 behind the ends
 * @param lengths of the B sources, each 1 to S. Not modified.
 * @param inputs T*B symbols, 0 to V; V behind the ends
 * @param targets T*B symbols, 0 to V; {@link Window#MASKED} behind the ends
 */
public record PairBatch(int[] sources, int[] lengths, int[] inputs, int[] targets) {
  /**
   * Checks the shapes.
   *
   * @param sources S*B symbols. Kept, not copied.
   * @param lengths of the B sources. Kept, not copied.
   * @param inputs T*B symbols. Kept, not copied.
   * @param targets T*B symbols. Kept, not copied.
   * @throws IllegalArgumentException if the symbols cannot be divided by the batch
   */
  public PairBatch {
    int batch = lengths.length;
    if (batch == 0
        || sources.length % batch != 0
        || inputs.length % batch != 0
        || inputs.length != targets.length) {
      throw new IllegalArgumentException(
          String.format(
              "%d source symbols, %d inputs and %d targets do not make a batch of %d pairs",
              sources.length, inputs.length, targets.length, batch));
    }
  }

  /**
   * Returns the number of pairs.
   *
   * @return B
   */
  public int batch() {
    return lengths.length;
  }

  /**
   * Returns the steps of the longest source, or more.
   *
   * @return S
   */
  public int sourceSteps() {
    return sources.length / batch();
  }

  /**
   * Returns the steps of the longest target and its boundary, or more.
   *
   * @return T
   */
  public int targetSteps() {
    return inputs.length / batch();
  }
}
