package unroll.data;

import java.util.random.RandomGenerator;

/**
 * The temporal order problem (Hochreiter and Schmidhuber 1997, experiment 6a): two telling symbols,
 * far apart among others that tell nothing, and the question which came in which order.
 *
 * <p>There are six symbols: 0 and 1 tell, 2 to 5 do not. Of T steps one at T/10 to 2T/10 and one at
 * 5T/10 to 6T/10 (both ends included, counted from 0) tell, each uniform on 0 and 1. After the last
 * step the class is asked for: twice the first telling symbol plus the second.
 *
 * <p>The first publication has lengths of 100 to 110, which fixes these places at 10 to 20 and 50
 * to 60, and a symbol of its own at the start and at the end; here the length is given.
 *
 * @param steps T, at least 10
 */
public record TemporalOrder(int steps) {
  /** Symbols in all. */
  public static final int SYMBOLS = 6;

  /** Symbols that tell. */
  public static final int TELLING = 2;

  /** Classes: the orders of two telling symbols. */
  public static final int CLASSES = 4;

  /** The cross-entropy of whoever guesses, in nats an example: ln 4. */
  public static final double BASELINE = Math.log(CLASSES);

  /**
   * Examples of the problem.
   *
   * @param inputs T*B symbols, step after step: {@code t*B + b} is example b at step t
   * @param classes B classes, 0 to 3
   * @param steps T
   */
  public record Examples(int[] inputs, int[] classes, int steps) {}

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if there are fewer than ten steps
   */
  public TemporalOrder {
    if (steps < 10) {
      throw new IllegalArgumentException(
          "temporal order places its symbols in tenths: it needs 10 steps or more, not " + steps);
    }
  }

  /**
   * Draws examples.
   *
   * @param batch B, at least 1
   * @param random drawn from
   * @return new examples
   * @throws IllegalArgumentException if the batch is empty
   */
  public Examples draw(int batch, RandomGenerator random) {
    int[] inputs = new int[steps * Window.checkedBatch(batch)];
    int[] classes = new int[batch];
    for (int b = 0; b < batch; b++) {
      for (int t = 0; t < steps; t++) {
        inputs[t * batch + b] = random.nextInt(TELLING, SYMBOLS);
      }
      int first = random.nextInt(TELLING);
      int second = random.nextInt(TELLING);
      inputs[place(1, random) * batch + b] = first;
      inputs[place(5, random) * batch + b] = second;
      classes[b] = TELLING * first + second;
    }
    return new Examples(inputs, classes, steps);
  }

  /** Draws a step of the given tenth of the sequence. */
  private int place(int tenth, RandomGenerator random) {
    return random.nextInt(tenth * steps / 10, (tenth + 1) * steps / 10 + 1);
  }
}
