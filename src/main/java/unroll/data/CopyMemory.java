package unroll.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The copy memory problem (Hochreiter and Schmidhuber 1997; in the form of Arjovsky, Shah and
 * Bengio 2016, section 5.1): ten symbols are read, kept through a long blank, and then written in
 * the same order.
 *
 * <p>There are ten symbols, 0 to 9; 8 is the blank and 9 the signal. An input has T + 20 steps: ten
 * symbols uniform on 0 to 7; T - 1 blanks; one signal; ten blanks. The target is blank for T + 10
 * steps, then the ten symbols.
 *
 * @param delay T, at least 1: steps between the last symbol read and the first one written
 */
public record CopyMemory(int delay) {
  /** Symbols in all, the blank and the signal included. */
  public static final int SYMBOLS = 10;

  /** Symbols to keep. */
  public static final int LENGTH = 10;

  /** Different symbols that can be asked to be kept. */
  public static final int CHOICES = 8;

  /** Nothing to read, nothing to write. */
  public static final int BLANK = 8;

  /** Asks for the symbols. */
  public static final int SIGNAL = 9;

  /**
   * Checks the delay.
   *
   * @throws IllegalArgumentException if it is below one
   */
  public CopyMemory {
    if (delay < 1) {
      throw new IllegalArgumentException(
          "copy memory has room for its signal only with a delay of 1 or more, not " + delay);
    }
  }

  /**
   * Counts the steps of an example.
   *
   * @return T + 20
   */
  public int steps() {
    return delay + 2 * LENGTH;
  }

  /**
   * Computes the cross-entropy of whoever remembers nothing: certain of each blank, and guessing
   * each of the ten symbols among eight.
   *
   * @return {@code 10 ln 8 / (T + 20)} nats a step
   */
  public double baseline() {
    return LENGTH * Math.log(CHOICES) / steps();
  }

  /**
   * Draws examples.
   *
   * @param batch B, at least 1
   * @param random drawn from
   * @return T + 20 steps of B lanes
   * @throws IllegalArgumentException if the batch is empty
   */
  public Window draw(int batch, RandomGenerator random) {
    int[] inputs = new int[steps() * Window.checkedBatch(batch)];
    int[] targets = new int[steps() * batch];
    Arrays.fill(inputs, BLANK);
    Arrays.fill(targets, BLANK);
    for (int b = 0; b < batch; b++) {
      for (int i = 0; i < LENGTH; i++) {
        int symbol = random.nextInt(CHOICES);
        inputs[i * batch + b] = symbol;
        targets[(steps() - LENGTH + i) * batch + b] = symbol;
      }
      inputs[(LENGTH + delay - 1) * batch + b] = SIGNAL;
    }
    return new Window(inputs, targets, steps());
  }
}
