package e19_painting;

import org.ejml.data.DMatrixRMaj;

/** Far outside the image all exponentials are 0, and 0 / 0 is no number. */
// Breaks task 1, and the message names: shift the exponents
public class ForgetsTheShift extends Painter {
  @Override
  public DMatrixRMaj filters(Place place, int size, int pixels) {
    DMatrixRMaj filters = new DMatrixRMaj(size, pixels);
    for (int i = 1; i <= size; i++) {
      double mean = place.centre() + (i - size / 2.0 - 0.5) * place.stride();
      double sum = 0;
      for (int a = 1; a <= pixels; a++) {
        double further = Math.pow(a - mean, 2);
        filters.set(i - 1, a - 1, Math.exp(-further / (2 * place.variance())));
        sum += filters.get(i - 1, a - 1);
      }
      for (int a = 1; a <= pixels; a++) {
        filters.set(i - 1, a - 1, filters.get(i - 1, a - 1) / sum);
      }
    }
    return filters;
  }
}
