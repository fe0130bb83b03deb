package unroll.data;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * A text cut for stateful truncated backpropagation through time: B contiguous lanes side by side,
 * and along them windows of T steps. Lane b of window k goes on where lane b of window k - 1 ended,
 * so the state can be carried from window to window.
 *
 * <p>A text of n characters has n - 1 predictions. Each lane gets {@code ceil((n-1)/B)} of them, in
 * the order of the text; the last lanes may be shorter. All windows have the same shape: where a
 * lane has ended the targets are {@link Window#MASKED}, so every prediction of the text counts
 * exactly once and none is dropped.
 */
public final class Windows extends AbstractList<Window> implements RandomAccess {
  private final Corpus text;
  private final int batch;
  private final int steps;
  private final int laneLength;

  private Windows(Corpus text, int batch, int steps) {
    this.text = text;
    this.batch = batch;
    this.steps = steps;
    this.laneLength = (text.length() - 1 + batch - 1) / batch;
  }

  /**
   * Cuts a text for training.
   *
   * @param text at least {@code batch * steps + 1} characters
   * @param batch B, lanes, at least 1
   * @param steps T, steps of a window, at least 1
   * @return the windows of one pass over the text
   * @throws IllegalArgumentException if the text is shorter than one window
   */
  public static Windows of(Corpus text, int batch, int steps) {
    long needed = (long) batch * steps + 1;
    if (batch >= 1 && steps >= 1 && text.length() < needed) {
      throw new IllegalArgumentException(
          String.format(
              "the text has %d characters, shorter than one window: batch %d times window %d needs"
                  + " %d; take a longer text, or a smaller batch or window",
              text.length(), batch, steps, needed));
    }
    return covering(text, batch, steps);
  }

  /**
   * Cuts a text of any length, for evaluation: the window is made shorter where the lanes are.
   *
   * @param text at least 2 characters
   * @param batch B, lanes, at least 1
   * @param steps T at most, at least 1
   * @return the windows of one pass over the text
   * @throws IllegalArgumentException if the text has no prediction
   */
  public static Windows covering(Corpus text, int batch, int steps) {
    if (batch < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "batch and window must be at least 1, not " + batch + " and " + steps);
    }
    if (text.length() < 2) {
      throw new IllegalArgumentException("a text of one character has nothing to predict");
    }
    int lanes = Math.min(batch, text.length() - 1);
    int longest = (text.length() - 1 + lanes - 1) / lanes;
    return new Windows(text, lanes, Math.min(steps, longest));
  }

  /**
   * Returns the number of lanes.
   *
   * @return B
   */
  public int batch() {
    return batch;
  }

  /**
   * Returns the steps of a window.
   *
   * @return T
   */
  public int steps() {
    return steps;
  }

  /**
   * Returns the text that is cut.
   *
   * @return the whole text
   */
  public Corpus text() {
    return text;
  }

  /**
   * Returns how many windows one pass over the text has.
   *
   * @return at least 1
   */
  @Override
  public int size() {
    return (laneLength + steps - 1) / steps;
  }

  /**
   * Cuts one window.
   *
   * @param index 0 to size - 1; at 0 every lane begins and the state is the initial one
   * @return a new window
   * @throws IndexOutOfBoundsException if there is no such window
   */
  @Override
  public Window get(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("window " + index + " of " + size());
    }
    int[] inputs = new int[steps * batch];
    int[] targets = new int[steps * batch];
    Arrays.fill(targets, Window.MASKED);
    for (int lane = 0; lane < batch; lane++) {
      int start = lane * laneLength;
      int end = Math.min(start + laneLength, text.length() - 1);
      for (int t = 0; t < steps; t++) {
        int place = start + index * steps + t;
        if (place >= end) {
          break;
        }
        inputs[t * batch + lane] = text.symbol(place);
        targets[t * batch + lane] = text.symbol(place + 1);
      }
    }
    return new Window(inputs, targets, steps);
  }
}
