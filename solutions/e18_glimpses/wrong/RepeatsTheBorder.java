package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/** Goes on beyond the border as at the border. */
// Breaks task 1, and the message names: the border is repeated
public class RepeatsTheBorder extends Glimpses {
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
                Math.max(0, Math.min(image.numRows - 1, top + row)),
                Math.max(0, Math.min(image.numCols - 1, left + column))));
      }
    }
    return patch;
  }
}
