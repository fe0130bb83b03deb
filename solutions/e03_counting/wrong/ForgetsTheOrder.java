package e03_counting;

/** Counts rightly, but never looks whether an a comes after a b. */
// Breaks task 2, and the message names: an a after a b is not noticed
public class ForgetsTheOrder extends Counting {
  @Override
  public Network ratio(int m) {
    return new Network(
        matrix(new double[][] {{m, 0, 0, 0, 0}, {-1, 1, 1, 0, 0}}),
        matrix(
            new double[][] {
              {1, 0, -1, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}
            }),
        matrix(new double[][] {{0, 0, 0, -1, 0}}),
        matrix(new double[][] {{-1}, {1}, {-1}, {-1}, {-1}}),
        matrix(new double[][] {{-0.5}}));
  }
}
