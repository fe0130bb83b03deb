package unroll.model.handwriting;

import java.util.List;
import unroll.layer.ByExample;
import unroll.layer.Columns;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Walks along a text and reads what is under a soft window: K Gaussian bumps over the places of the
 * characters, which can only move forwards (Graves 2013, equations 46 to 51).
 *
 * <pre>
 *   (a^, b^, k^) = h W + b                                                         (48)
 *   alpha = exp(a^), beta = exp(b^), kappa_t = kappa_(t-1) + exp(k^)         (49 to 51)
 *   phi(t, u) = sum over k of alpha_k exp(-beta_k (kappa_k - u)^2)                 (46)
 *   window_t  = sum over u of phi(t, u) c_u,   u = 1 ... U                         (47)
 * </pre>
 *
 * @param map H x 3K: a^, b^, k^
 */
public record SoftWindow(Linear map) implements Trainable {
  /** Characters a movement, before anything is learned. */
  private static final double LOG_FIRST_PACE = Math.log(0.05);

  /**
   * Checks the shape.
   *
   * @param map H x 3K: a^, b^, k^
   * @throws IllegalArgumentException if the map has other than 3K outputs
   */
  public SoftWindow {
    int outputs = map.bias().matrix().columns();
    if (outputs == 0 || outputs % 3 != 0) {
      throw new IllegalArgumentException(
          "a soft window has 3K outputs for K bumps, not " + outputs);
    }
  }

  /**
   * Makes a window that starts at a walk: a character has some twenty movements, and a window that
   * goes on by a whole one each time has left the text before anything is learned.
   *
   * @param hidden H
   * @param bumps K, at least 1; the paper has 10
   * @param init draws the weights
   * @return a new window
   */
  public static SoftWindow of(int hidden, int bumps, Initializer init) {
    Linear map = Linear.of(hidden, 3 * bumps, init);
    for (int k = 2 * bumps; k < 3 * bumps; k++) {
      map.bias().matrix().set(0, k, LOG_FIRST_PACE);
    }
    return new SoftWindow(map);
  }

  /**
   * Where a window stands, and what it read there.
   *
   * @param kappa B x K, in characters; all 0 before the first step
   * @param phi B x U, the weight of every character
   * @param window B x V
   */
  public record Reading(Value kappa, Value phi, Value window) {}

  /**
   * A text of every example.
   *
   * @param characters (B*U) x V, one-hot, example after example; rows of zeros behind a shorter
   *     text
   * @param batch B
   */
  public record Text(Value characters, int batch) {
    /**
     * Puts texts on a tape.
     *
     * @param tape where the steps are recorded
     * @param precision of the numbers
     * @param symbols B texts of numbers 0 to V - 1; they may differ in length. Not modified.
     * @param vocabulary V
     * @return the texts, padded to the longest, U
     * @throws IllegalArgumentException if there is no character at all
     */
    public static Text of(Tape tape, Precision precision, int[][] symbols, int vocabulary) {
      int longest = 0;
      for (int[] text : symbols) {
        longest = Math.max(longest, text.length);
      }
      if (longest == 0) {
        throw new IllegalArgumentException("a soft window needs at least one character to read");
      }
      Matrix oneHot = tape.buffer(precision, symbols.length * longest, vocabulary);
      for (int b = 0; b < symbols.length; b++) {
        for (int u = 0; u < symbols[b].length; u++) {
          oneHot.set(b * longest + u, symbols[b][u], 1);
        }
      }
      return new Text(tape.constant(oneHot), symbols.length);
    }

    /**
     * Adds a place behind the last of every text, of nothing.
     *
     * @return texts of U + 1 places
     */
    Text withRoomBehind() {
      Matrix from = characters.matrix();
      int length = length();
      Matrix longer =
          characters.tape().buffer(from.precision(), batch * (length + 1), from.columns());
      for (int b = 0; b < batch; b++) {
        int to = b * (length + 1);
        longer.rows(to, to + length).copyFrom(from.rows(b * length, (b + 1) * length));
      }
      return new Text(characters.tape().constant(longer), batch);
    }

    /**
     * Returns the length of the longest text.
     *
     * @return U
     */
    public int length() {
      return characters.rows() / batch;
    }
  }

  /**
   * Makes the reading before the first step: before the text, of nothing.
   *
   * @param text of B examples
   * @return zeros
   */
  public Reading start(Text text) {
    Tape tape = text.characters().tape();
    Precision precision = text.characters().precision();
    return new Reading(
        tape.zeros(precision, text.batch(), bumps()),
        tape.zeros(precision, text.batch(), text.length()),
        tape.zeros(precision, text.batch(), text.characters().columns()));
  }

  /**
   * Moves on and reads.
   *
   * @param h B x H
   * @param before where the window stood
   * @param text of B examples
   * @return where it stands and what it read
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Reading read(Value h, Reading before, Text text) {
    int k = bumps();
    int batch = text.batch();
    int length = text.length();
    Value raw = map.apply(h);
    Value kappa = before.kappa().plus(raw.columns(2 * k, 3 * k).exp());
    // One row a bump of an example, one column a place.
    Value logAlpha = Columns.repeat(raw.columns(0, k).reshape(batch * k, 1), length);
    Value beta = Columns.repeat(raw.columns(k, 2 * k).exp().reshape(batch * k, 1), length);
    Value far = Columns.repeat(kappa.reshape(batch * k, 1), length).minus(places(h, length));
    Value bumps = logAlpha.minus(beta.timesElements(far.timesElements(far))).exp();
    Matrix ones = h.tape().room(h.precision(), batch, k);
    ones.fill(1);
    Value phi = ByExample.times(h.tape().constant(ones), bumps, batch);
    return new Reading(kappa, phi, ByExample.times(phi, text.characters(), batch));
  }

  private static Value places(Value like, int length) {
    Matrix places = like.tape().room(like.precision(), 1, length);
    for (int u = 0; u < length; u++) {
      places.set(0, u, u + 1);
    }
    return like.tape().constant(places);
  }

  /**
   * Returns the number of bumps.
   *
   * @return K
   */
  public int bumps() {
    return map.bias().matrix().columns() / 3;
  }

  @Override
  public List<Parameter> parameters() {
    return map.parameters();
  }
}
