package e01_sequences;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Counting and masking: three tasks, to be checked with {@code unroll check 01-sequences}.
 *
 * <p>{@link Arrays#fill(double[], double)} fills an array, {@link Arrays#equals(int[], int, int,
 * int[], int, int)} compares a part of one array with a part of another. A new {@link DMatrixRMaj}
 * is full of zeros; {@link DMatrixRMaj#get(int, int)} and {@link DMatrixRMaj#set(int, int, double)}
 * reach one entry.
 */
public class Sequences implements VariableLengths {
  @Override
  public int[] followers(int[] text, int[] context, int vocabulary) {
    throw new UnsupportedOperationException(
        "Task 1 of 01-sequences is yours to write: what followed a context");
  }

  @Override
  public double[] probabilities(int[][] followers) {
    throw new UnsupportedOperationException(
        "Task 2 of 01-sequences is yours to write: the Witten-Bell probabilities");
  }

  @Override
  public MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths) {
    throw new UnsupportedOperationException(
        "Task 3 of 01-sequences is yours to write: the mean loss of a ragged batch");
  }
}
