package e19_painting;

import org.ejml.data.DMatrixRMaj;

/** The filters do not sum to 1: a blurred window reads more than there is. */
// Breaks task 1, and the message names: divided by its sum
public class ForgetsTheSum extends Painter {
  @Override
  public DMatrixRMaj filters(Place place, int size, int pixels) {
    DMatrixRMaj filters = new DMatrixRMaj(size, pixels);
    for (int i = 1; i <= size; i++) {
      double mean = place.centre() + (i - size / 2.0 - 0.5) * place.stride();
      for (int a = 1; a <= pixels; a++) {
        double further = Math.pow(a - mean, 2);
        filters.set(i - 1, a - 1, Math.exp(-further / (2 * place.variance())));
      }
    }
    return filters;
  }
}
