package e03_counting;

/**
 * Counts in steps of 1/1000, as a saturated unit must, and reads them out as if they were whole.
 */
// Breaks task 2, and the message names: too little weight in the read-out
public class CountsInThousandths extends Counting {
  @Override
  public Network ratio(int m) {
    return new Network(
        matrix(new double[][] {{m / 1000.0, 0, 0, 1, 0}, {-1 / 1000.0, 1, 1 / 1000.0, 0, 0}}),
        matrix(
            new double[][] {
              {1, 0, -1, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}
            }),
        matrix(new double[][] {{0, 0, 0, -1, 0}}),
        matrix(new double[][] {{-1}, {1}, {-1}, {-1}, {-1}}),
        matrix(new double[][] {{-0.5}}));
  }
}
