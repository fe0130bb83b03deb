package e19_painting;

import org.ejml.data.DMatrixRMaj;

/** Filters from 0 in a formula that counts from 1: the window lies a stride off. */
// Breaks task 1, and the message names: filters are counted from 0
public class CountsFiltersFromZero extends Painter {
  @Override
  public DMatrixRMaj filters(Place place, int size, int pixels) {
    DMatrixRMaj filters = new DMatrixRMaj(size, pixels);
    for (int i = 1; i <= size; i++) {
      double mean = place.centre() + (i - 1 - size / 2.0 - 0.5) * place.stride();
      double nearest = Math.pow(Math.max(1, Math.min(pixels, Math.rint(mean))) - mean, 2);
      double sum = 0;
      for (int a = 1; a <= pixels; a++) {
        double further = Math.pow(a - mean, 2) - nearest;
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
