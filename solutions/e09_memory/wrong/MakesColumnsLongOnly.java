package e09_memory;

import org.ejml.data.DMatrixRMaj;

/** Makes each column 1 long and leaves its direction. */
// Breaks task 3, and the message names: not orthogonal
public class MakesColumnsLongOnly extends Memory {
  @Override
  public DMatrixRMaj orthogonal(DMatrixRMaj a, double gain) {
    DMatrixRMaj q = a.copy();
    for (int j = 0; j < q.numCols; j++) {
      double squares = 0;
      for (int row = 0; row < q.numRows; row++) {
        squares += q.get(row, j) * q.get(row, j);
      }
      for (int row = 0; row < q.numRows; row++) {
        q.set(row, j, gain * q.get(row, j) / Math.sqrt(squares));
      }
    }
    return q;
  }
}
