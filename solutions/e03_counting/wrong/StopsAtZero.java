package e03_counting;

/** Only counts; a rectifier stops at 0, so a bracket too many leaves no trace. */
// Breaks task 1, and the message names: closes nothing is not noticed
public class StopsAtZero extends Counting {
  @Override
  public Network brackets() {
    return new Network(
        matrix(new double[][] {{1}, {-1}}),
        matrix(new double[][] {{1}}),
        matrix(new double[][] {{0}}),
        matrix(new double[][] {{-1}}),
        matrix(new double[][] {{0.5}}));
  }
}
