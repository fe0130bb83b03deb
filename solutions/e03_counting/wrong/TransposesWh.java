package e03_counting;

/** Fills Wh by rows: what a unit hears stands where what it says belongs. */
// Breaks task 1, and the message names: is Wh transposed
public class TransposesWh extends Counting {
  @Override
  public Network brackets() {
    return new Network(
        matrix(new double[][] {{1, 0, 0}, {-1, 1, 0}}),
        matrix(new double[][] {{1, 0, 0}, {-1, 0, 0}, {0, 1, 1}}),
        matrix(new double[][] {{0, 0, 0}}),
        matrix(new double[][] {{-1}, {-1}, {-1}}),
        matrix(new double[][] {{0.5}}));
  }
}
