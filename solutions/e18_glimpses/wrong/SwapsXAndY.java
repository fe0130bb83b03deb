package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Takes x for the line and y for the column. */
// Breaks task 1, and the message names: x and y have changed places
public class SwapsXAndY extends Glimpses {
  @Override
  public DMatrixRMaj patch(DMatrixRMaj image, double x, double y, int side) {
    int left = (int) Math.floor((y + 1) / 2 * image.numCols) - side / 2;
    int top = (int) Math.floor((x + 1) / 2 * image.numRows) - side / 2;
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
