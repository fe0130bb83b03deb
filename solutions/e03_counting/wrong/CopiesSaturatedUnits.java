package e03_counting;

/**
 * The four units of the lesson's network, which rely on an upper end at 1 that a rectifier lacks.
 */
// Breaks task 2, and the message names: unlike sigma, has no upper end
public class CopiesSaturatedUnits extends Counting {
  @Override
  public Network ratio(int m) {
    return new Network(
        matrix(new double[][] {{m, 0, 0, 1}, {-1, 1, 1, 0}}),
        matrix(new double[][] {{1, 0, -1, 0}, {0, 1, 0, 1}, {0, 0, 0, 1}, {0, 0, 0, 1}}),
        matrix(new double[][] {{0, 0, 0, -1}}),
        matrix(new double[][] {{-1}, {1}, {-2}, {-1}}),
        matrix(new double[][] {{-0.5}}));
  }
}
