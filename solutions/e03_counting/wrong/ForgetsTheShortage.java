package e03_counting;

/** No unit hears a b that was not owed: the count stops at 0 and all seems well. */
// Breaks task 2, and the message names: a b too many is not noticed
public class ForgetsTheShortage extends Counting {
  @Override
  public Network ratio(int m) {
    return new Network(
        matrix(new double[][] {{m, 0, 0, 1, 0}, {-1, 1, 0, 0, 0}}),
        matrix(
            new double[][] {
              {1, 0, -1, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}
            }),
        matrix(new double[][] {{0, 0, 0, -1, 0}}),
        matrix(new double[][] {{-1}, {1}, {-1}, {-1}, {-1}}),
        matrix(new double[][] {{-0.5}}));
  }
}
