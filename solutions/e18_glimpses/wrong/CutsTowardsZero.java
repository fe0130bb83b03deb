package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Rounds by a cast, which is no floor left of the image. */
// Breaks task 1, and the message names: (int) cuts towards 0
public class CutsTowardsZero extends Glimpses {
  @Override
  public DMatrixRMaj patch(DMatrixRMaj image, double x, double y, int side) {
    int left = (int) ((x + 1) / 2 * image.numCols) - side / 2;
    int top = (int) ((y + 1) / 2 * image.numRows) - side / 2;
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
