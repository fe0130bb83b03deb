package unroll.model.glimpse;

import java.util.List;
import java.util.random.RandomGenerator;
import unroll.matrix.Matrix;

/** Chooses where to look next, given where the network would like to look. */
public interface Gaze {
  /**
   * Chooses the places of a glimpse.
   *
   * @param glimpse its number, from 0
   * @param means B x 2, what the network would like. Not modified.
   * @return B x 2, (x, y) from -1 to 1 inside the image
   */
  Matrix at(int glimpse, Matrix means);

  /**
   * Looks where the network would like to: for use.
   *
   * @return a gaze without noise
   */
  static Gaze steady() {
    return (glimpse, means) -> means.copy();
  }

  /**
   * Looks near where the network would like to: for training, {@code place = mean + deviation
   * noise}.
   *
   * @param deviation above 0, in units of a place
   * @param random the source of the normal noise
   * @return a gaze that wanders
   */
  static Gaze wandering(double deviation, RandomGenerator random) {
    return (glimpse, means) -> {
      Matrix places = means.copy();
      for (int b = 0; b < places.rows(); b++) {
        places.set(b, 0, places.get(b, 0) + deviation * random.nextGaussian());
        places.set(b, 1, places.get(b, 1) + deviation * random.nextGaussian());
      }
      return places;
    };
  }

  /**
   * Looks anywhere in the image, whatever the network would like: the baseline that learned
   * glimpses must beat.
   *
   * @param random the source of the places
   * @return a gaze uniform on the image
   */
  static Gaze anywhere(RandomGenerator random) {
    return (glimpse, means) -> {
      Matrix places = means.zerosLike(means.rows(), 2);
      for (int b = 0; b < places.rows(); b++) {
        places.set(b, 0, 2 * random.nextDouble() - 1);
        places.set(b, 1, 2 * random.nextDouble() - 1);
      }
      return places;
    };
  }

  /**
   * Looks at given places again.
   *
   * @param places B x 2 for every glimpse. Not modified, not copied.
   * @return a gaze that replays
   */
  static Gaze along(List<Matrix> places) {
    return (glimpse, means) -> places.get(glimpse);
  }
}
