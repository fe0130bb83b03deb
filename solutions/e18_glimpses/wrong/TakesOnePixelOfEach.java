package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Skips pixels instead of averaging them. */
// Breaks task 2, and the message names: one pixel of each block is taken
public class TakesOnePixelOfEach extends Glimpses {
  @Override
  public DMatrixRMaj shrink(DMatrixRMaj patch, int size) {
    int step = patch.numRows / size;
    DMatrixRMaj small = new DMatrixRMaj(size, size);
    for (int row = 0; row < patch.numRows; row++) {
      for (int column = 0; column < patch.numCols; column++) {
        if (row % step == 0 && column % step == 0) {
          small.set(row / step, column / step, patch.get(row, column));
        }
      }
    }
    return small;
  }
}
