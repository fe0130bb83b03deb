package e03_counting;

/** Reads out what was wrong, but not what is still open. */
// Breaks task 1, and the message names: left open is not held against the word
public class LeavesBracketsOpen extends Counting {
  @Override
  public Network brackets() {
    return new Network(
        matrix(new double[][] {{1, 0, 0}, {-1, 1, 0}}),
        matrix(new double[][] {{1, -1, 0}, {0, 0, 1}, {0, 0, 1}}),
        matrix(new double[][] {{0, 0, 0}}),
        matrix(new double[][] {{0}, {-1}, {-1}}),
        matrix(new double[][] {{0.5}}));
  }
}
