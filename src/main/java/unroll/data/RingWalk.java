package unroll.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * A robot on a ring of twelve places that must say where it is: a task whose output is its state,
 * and whose best possible answer is known.
 *
 * <p>Before step 1 it stands at place 0. At each step it is told to go back, to stay or to go
 * forward, and does so unless its wheels slip: then it moves by one of the three at random. In
 * three steps of ten it sees a sign with the number of its place; one sign in four names any of the
 * places instead.
 *
 * <p>Teacher forcing tells it the place before, and then the sign hardly matters; left to itself it
 * can be lost, and then the sign is all it has.
 *
 * @param steps T, at least 1
 * @param slip the probability that the wheels slip, from 0 to 1
 */
public record RingWalk(int steps, double slip) {
  /** Places on the ring, 0 to 11; the classes of the answer. */
  public static final int PLACES = 12;

  /** Commands: back, stay, forward. */
  public static final int COMMANDS = 3;

  /** Numbers an input has: the command as one-hot, then the sign as one-hot, or zeros. */
  public static final int INPUTS = COMMANDS + PLACES;

  /** The share of steps with a sign. */
  public static final double SIGNS = 0.3;

  /** The share of signs that name a place at random. */
  public static final double FALSE_SIGNS = 0.25;

  /**
   * Examples of the task.
   *
   * @param inputs T*B x {@link #INPUTS}, step after step: row {@code t*B + b} is example b at step
   *     t
   * @param places T*B places after each step, in the same order
   * @param batch B
   */
  public record Examples(Matrix inputs, int[] places, int batch) {}

  /**
   * Checks the length and the probability.
   *
   * @throws IllegalArgumentException if there is no step, or slip is no probability
   */
  public RingWalk {
    if (steps < 1) {
      throw new IllegalArgumentException("a walk has at least 1 step, not " + steps);
    }
    if (!(slip >= 0 && slip <= 1)) {
      throw new IllegalArgumentException("a probability is from 0 to 1, not " + slip);
    }
  }

  /**
   * Draws examples.
   *
   * @param batch B, at least 1
   * @param precision of the inputs
   * @param random drawn from
   * @return new examples
   * @throws IllegalArgumentException if the batch is empty
   */
  public Examples draw(int batch, Precision precision, RandomGenerator random) {
    int rows = steps * Window.checkedBatch(batch);
    Matrix inputs = Matrix.zeros(precision, rows, INPUTS);
    int[] places = new int[rows];
    for (int row = 0; row < rows; row++) {
      int command = random.nextInt(COMMANDS);
      int move = random.nextDouble() < slip ? random.nextInt(COMMANDS) : command;
      places[row] = after(row < batch ? 0 : places[row - batch], move);
      inputs.set(row, command, 1);
      if (random.nextDouble() < SIGNS) {
        boolean wrong = random.nextDouble() < FALSE_SIGNS;
        inputs.set(row, COMMANDS + (wrong ? random.nextInt(PLACES) : places[row]), 1);
      }
    }
    return new Examples(inputs, places, batch);
  }

  /**
   * What can be known at best: the probability of each place, given all inputs up to this step and,
   * if the robot is told, the place before. The forward recursion of a hidden Markov model (Rabiner
   * 1989, section III.A), each row scaled to the sum 1:
   *
   * <pre>
   *   p_t(k)  ~  P(sign_t | k)  sum_j P(k | j, command_t) p_(t-1)(j)
   * </pre>
   *
   * @param examples of this task. Not modified.
   * @param told whether the place before is known, as with teacher forcing
   * @return T*B rows of {@link #PLACES} probabilities
   */
  public double[][] best(Examples examples, boolean told) {
    double[][] beliefs = new double[examples.places().length][];
    for (int row = 0; row < beliefs.length; row++) {
      int before = row - examples.batch();
      double[] known =
          before < 0 ? certainly(0) : told ? certainly(examples.places()[before]) : beliefs[before];
      beliefs[row] = updated(known, examples.inputs(), row);
    }
    return beliefs;
  }

  private double[] updated(double[] before, Matrix inputs, int row) {
    double[] p = new double[PLACES];
    boolean sign = false;
    for (int j = 0; j < PLACES; j++) {
      for (int move = 0; move < COMMANDS; move++) {
        double obeyed = inputs.get(row, move) * (1 - slip);
        p[after(j, move)] += before[j] * (slip / COMMANDS + obeyed);
      }
      sign |= inputs.get(row, COMMANDS + j) == 1;
    }
    for (int k = 0; sign && k < PLACES; k++) {
      double right = inputs.get(row, COMMANDS + k) * (1 - FALSE_SIGNS);
      p[k] *= FALSE_SIGNS / PLACES + right;
    }
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(share -> share / sum).toArray();
  }

  private static double[] certainly(int place) {
    double[] p = new double[PLACES];
    p[place] = 1;
    return p;
  }

  private static int after(int place, int move) {
    return Math.floorMod(place + move - 1, PLACES);
  }
}
