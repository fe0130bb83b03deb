package e03_counting;

/** Notices a bracket that closes nothing, and has forgotten it two steps later. */
// Breaks task 1, and the message names: is forgotten
public class ForgetsTheWrongBracket extends Counting {
  @Override
  public Network brackets() {
    return new Network(
        matrix(new double[][] {{1, 0, 0}, {-1, 1, 0}}),
        matrix(new double[][] {{1, -1, 0}, {0, 0, 1}, {0, 0, 0}}),
        matrix(new double[][] {{0, 0, 0}}),
        matrix(new double[][] {{-1}, {-1}, {-1}}),
        matrix(new double[][] {{0.5}}));
  }
}
