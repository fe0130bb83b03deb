package e19_painting;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Divides by the sum of the wrong direction: every pixel is shared out among the filters. */
// Breaks task 1, and the message names: sum over the filters
public class SumsOverTheFilters extends Painter {
  @Override
  public DMatrixRMaj filters(Place place, int size, int pixels) {
    DMatrixRMaj filters = new DMatrixRMaj(size, pixels);
    for (int i = 1; i <= size; i++) {
      double mean = place.centre() + (i - size / 2.0 - 0.5) * place.stride();
      for (int a = 1; a <= pixels; a++) {
        double squared = Math.pow(a - mean, 2);
        filters.set(i - 1, a - 1, Math.exp(-squared / (2 * place.variance())));
      }
    }
    DMatrixRMaj sums = CommonOps_DDRM.sumCols(filters, null);
    for (int i = 0; i < size; i++) {
      for (int a = 0; a < pixels; a++) {
        filters.set(i, a, filters.get(i, a) / sums.get(a));
      }
    }
    return filters;
  }
}
