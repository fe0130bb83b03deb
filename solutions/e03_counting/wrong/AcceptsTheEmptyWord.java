package e03_counting;

/** The read-out asks for nothing but that nothing is owed. */
// Breaks task 2, and the message names: the empty word is accepted
public class AcceptsTheEmptyWord extends Counting {
  @Override
  public Network ratio(int m) {
    return new Network(
        matrix(new double[][] {{m, 0, 0, 1, 0}, {-1, 1, 1, 0, 0}}),
        matrix(
            new double[][] {
              {1, 0, -1, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}
            }),
        matrix(new double[][] {{0, 0, 0, -1, 0}}),
        matrix(new double[][] {{-1}, {0}, {-1}, {-1}, {-1}}),
        matrix(new double[][] {{0.5}}));
  }
}
