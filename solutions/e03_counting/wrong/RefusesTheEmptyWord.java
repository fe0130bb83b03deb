package e03_counting;

/** Asks for one letter at least, as a^n b^n does: c is below 0. */
// Breaks task 1, and the message names: the empty word is refused
public class RefusesTheEmptyWord extends Counting {
  @Override
  public Network brackets() {
    return new Network(
        matrix(new double[][] {{1, 0, 0}, {-1, 1, 0}}),
        matrix(new double[][] {{1, -1, 0}, {0, 0, 1}, {0, 0, 1}}),
        matrix(new double[][] {{0, 0, 0}}),
        matrix(new double[][] {{-1}, {-1}, {-1}}),
        matrix(new double[][] {{-0.5}}));
  }
}
