package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Pushes the patch back until it is inside, and so forgets where it looked. */
// Breaks task 1, and the message names: pushed back into the image
public class StaysInside extends Glimpses {
  @Override
  public DMatrixRMaj patch(DMatrixRMaj image, double x, double y, int side) {
    int left = (int) Math.floor((x + 1) / 2 * image.numCols) - side / 2;
    int top = (int) Math.floor((y + 1) / 2 * image.numRows) - side / 2;
    left = Math.max(0, Math.min(image.numCols - side, left));
    top = Math.max(0, Math.min(image.numRows - side, top));
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
