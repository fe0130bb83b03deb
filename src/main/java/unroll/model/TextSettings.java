package unroll.model;

/**
 * How a language model is to be trained on a text.
 *
 * @param cell of the model
 * @param hidden H, units of a layer
 * @param layers of the cell, on top of each other
 * @param batch B, lanes of text read side by side
 * @param window T, steps between two updates
 * @param steps updates of the whole run
 * @param rate the learning rate of Adam at the start
 * @param clip the longest gradient allowed
 * @param validation the part of the text held out at its end; 0 for none
 * @param seed of the first weights
 */
public record TextSettings(
    CellKind cell,
    int hidden,
    int layers,
    int batch,
    int window,
    long steps,
    double rate,
    double clip,
    double validation,
    long seed) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a setting is out of range; the message names it
   */
  public TextSettings {
    require(hidden >= 1, "hidden must be at least 1, not " + hidden);
    require(layers >= 1, "layers must be at least 1, not " + layers);
    require(batch >= 1, "batch must be at least 1, not " + batch);
    require(window >= 1, "window must be at least 1, not " + window);
    require(steps >= 0, "steps must be at least 0, not " + steps);
    require(rate > 0 && rate < Double.POSITIVE_INFINITY, "rate must be above 0, not " + rate);
    require(clip > 0, "clip must be above 0, not " + clip);
    require(
        validation >= 0 && validation < 1,
        "validation must be a part of 0 to below 1, not " + validation);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Changes the length of the run.
   *
   * @param other updates of the whole run
   * @return a changed copy
   */
  public TextSettings steps(long other) {
    return new TextSettings(
        cell, hidden, layers, batch, window, other, rate, clip, validation, seed);
  }

  /**
   * Changes what a run may change when it goes on.
   *
   * @param otherRate the learning rate
   * @param otherClip the longest gradient allowed
   * @return a changed copy
   */
  public TextSettings updates(double otherRate, double otherClip) {
    return new TextSettings(
        cell, hidden, layers, batch, window, steps, otherRate, otherClip, validation, seed);
  }
}
