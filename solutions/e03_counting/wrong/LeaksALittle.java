package e03_counting;

/** The count keeps 0.999 of itself a step: right for short words, and only for these. */
// Breaks task 2, and the message names: or it leaks
public class LeaksALittle extends Counting {
  @Override
  public Network ratio(int m) {
    return new Network(
        matrix(new double[][] {{m, 0, 0, 1, 0}, {-1, 1, 1, 0, 0}}),
        matrix(
            new double[][] {
              {0.999, 0, -1, 0, 0},
              {0, 0, 0, 1, 0},
              {0, 0, 0, 0, 1},
              {0, 0, 0, 0, 1},
              {0, 0, 0, 0, 1}
            }),
        matrix(new double[][] {{0, 0, 0, -1, 0}}),
        matrix(new double[][] {{-1}, {1}, {-1}, {-1}, {-1}}),
        matrix(new double[][] {{-0.5}}));
  }
}
