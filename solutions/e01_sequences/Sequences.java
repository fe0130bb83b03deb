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
    // BEGIN SOLUTION 1
    int[] counts = new int[vocabulary];
    for (int next = context.length; next < text.length; next++) {
      if (Arrays.equals(text, next - context.length, next, context, 0, context.length)) {
        counts[text[next]]++;
      }
    }
    return counts;
    // END SOLUTION 1
  }

  @Override
  public double[] probabilities(int[][] followers) {
    // BEGIN SOLUTION 2
    double[] p = new double[followers[0].length];
    Arrays.fill(p, 1.0 / p.length);
    for (int[] counts : followers) {
      int all = Arrays.stream(counts).sum();
      long different = Arrays.stream(counts).filter(count -> count > 0).count();
      if (all > 0) {
        for (int w = 0; w < p.length; w++) {
          p[w] = (counts[w] + different * p[w]) / (all + different);
        }
      }
    }
    return p;
    // END SOLUTION 2
  }

  @Override
  public MeanLoss meanLoss(DMatrixRMaj losses, int[] lengths) {
    // BEGIN SOLUTION 3
    double counted = Arrays.stream(lengths).sum();
    double mean = 0;
    DMatrixRMaj gradient = new DMatrixRMaj(losses.numRows, losses.numCols);
    for (int b = 0; b < lengths.length; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        mean += losses.get(t, b) / counted;
        gradient.set(t, b, 1 / counted);
      }
    }
    return new MeanLoss(mean, gradient);
    // END SOLUTION 3
  }
}
