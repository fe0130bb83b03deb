package e19_painting;

import org.ejml.data.DMatrixRMaj;

/** Half the variance: the filters are too sharp. */
// Breaks task 1, and the message names: 2 before sigma
public class ForgetsTheHalf extends Painter {
  @Override
  public DMatrixRMaj filters(Place place, int size, int pixels) {
    DMatrixRMaj filters = new DMatrixRMaj(size, pixels);
    for (int i = 1; i <= size; i++) {
      double mean = place.centre() + (i - size / 2.0 - 0.5) * place.stride();
      double nearest = Math.pow(Math.max(1, Math.min(pixels, Math.rint(mean))) - mean, 2);
      double sum = 0;
      for (int a = 1; a <= pixels; a++) {
        double further = Math.pow(a - mean, 2) - nearest;
        filters.set(i - 1, a - 1, Math.exp(-further / place.variance()));
        sum += filters.get(i - 1, a - 1);
      }
      for (int a = 1; a <= pixels; a++) {
        filters.set(i - 1, a - 1, filters.get(i - 1, a - 1) / sum);
      }
    }
    return filters;
  }
}
