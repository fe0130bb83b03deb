package e01_sequences;

import org.ejml.data.DMatrixRMaj;

/** The mask itself for the gradient: as of a sum. */
// Breaks task 3, and the message names: divide by how many count
public class DoesNotDivideTheGradient extends Sequences {
  @Override
  public MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths) {
    MeanLoss right = super.meanLoss(losses, lengths);
    DMatrixRMaj gradient = right.gradient().copy();
    for (int i = 0; i < gradient.getNumElements(); i++) {
      gradient.set(i, gradient.get(i) > 0 ? 1 : 0);
    }
    return new MeanLoss(right.mean(), gradient);
  }
}
