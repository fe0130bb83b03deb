package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Puts the place in the corner of the patch, not in its middle. */
// Breaks task 1, and the message names: the place is in the upper left corner of the patch
public class BeginsAtThePlace extends Glimpses {
  @Override
  public DMatrixRMaj patch(DMatrixRMaj image, double x, double y, int side) {
    int left = (int) Math.floor((x + 1) / 2 * image.numCols);
    int top = (int) Math.floor((y + 1) / 2 * image.numRows);
    DMatrixRMaj patch = new DMatrixRMaj(side, side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        if (image.isInBounds(top + row, left + column)) {
          patch.set(row, column, image.get(top + row, left + column));
        }
      }
    }
    return patch;
  }
}
