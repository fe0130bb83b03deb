package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Pools by the maximum. */
// Breaks task 2, and the message names: the brightest pixel of each block
public class TakesTheBrightest extends Glimpses {
  @Override
  public DMatrixRMaj shrink(DMatrixRMaj patch, int size) {
    int step = patch.numRows / size;
    DMatrixRMaj small = new DMatrixRMaj(size, size);
    for (int row = 0; row < patch.numRows; row++) {
      for (int column = 0; column < patch.numCols; column++) {
        small.set(
            row / step,
            column / step,
            Math.max(small.get(row / step, column / step), patch.get(row, column)));
      }
    }
    return small;
  }
}
