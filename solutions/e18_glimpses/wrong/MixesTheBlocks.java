package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Takes each block's pixels from all over the square. */
// Breaks task 2, and the message names: do not lie together
public class MixesTheBlocks extends Glimpses {
  @Override
  public DMatrixRMaj shrink(DMatrixRMaj patch, int size) {
    int step = patch.numRows / size;
    DMatrixRMaj small = new DMatrixRMaj(size, size);
    for (int row = 0; row < patch.numRows; row++) {
      for (int column = 0; column < patch.numCols; column++) {
        small.add(row % size, column % size, patch.get(row, column) / (step * step));
      }
    }
    return small;
  }
}
