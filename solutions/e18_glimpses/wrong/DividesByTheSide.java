package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Divides by the side of a block. */
// Breaks task 2, and the message names: divided by the side of a block
public class DividesByTheSide extends Glimpses {
  @Override
  public DMatrixRMaj shrink(DMatrixRMaj patch, int size) {
    int step = patch.numRows / size;
    DMatrixRMaj small = new DMatrixRMaj(size, size);
    for (int row = 0; row < patch.numRows; row++) {
      for (int column = 0; column < patch.numCols; column++) {
        small.add(row / step, column / step, patch.get(row, column) / step);
      }
    }
    return small;
  }
}
