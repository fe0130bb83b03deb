package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Sees the other side of the image beyond the border. */
// Breaks task 1, and the message names: the other side of the image looks in
public class WrapsAround extends Glimpses {
  @Override
  public DMatrixRMaj patch(DMatrixRMaj image, double x, double y, int side) {
    int left = (int) Math.floor((x + 1) / 2 * image.numCols) - side / 2;
    int top = (int) Math.floor((y + 1) / 2 * image.numRows) - side / 2;
    DMatrixRMaj patch = new DMatrixRMaj(side, side);
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        patch.set(
            row,
            column,
            image.get(
                Math.floorMod(top + row, image.numRows),
                Math.floorMod(left + column, image.numCols)));
      }
    }
    return patch;
  }
}
