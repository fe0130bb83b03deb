package e03_counting;

/** Owes one b for an a and pays m with every b: m a for each b. */
// Breaks task 2, and the message names: not m a for each b
public class TurnsTheRatio extends Counting {
  @Override
  public Network ratio(int m) {
    return new Network(
        matrix(new double[][] {{1, 0, 0, 1, 0}, {-m, 1, m, 0, 0}}),
        matrix(
            new double[][] {
              {1, 0, -1, 0, 0}, {0, 0, 0, 1, 0}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 1}
            }),
        matrix(new double[][] {{0, 0, 0, -1, 0}}),
        matrix(new double[][] {{-1}, {1}, {-1}, {-1}, {-1}}),
        matrix(new double[][] {{-0.5}}));
  }
}
