package unroll.model.music;

import java.util.List;
import unroll.layer.Attention;
import unroll.layer.Columns;
import unroll.layer.CrossEntropy;
import unroll.matrix.Matrix;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Multiplies what several experts say about one set of V symbols (Hinton 2002; for melodies
 * Johnson, Keller and Weintraut 2017):
 *
 * <pre>
 *   p(v) = product over e of p_e(v) / sum over v' of product over e of p_e(v')
 * </pre>
 *
 * <p>An expert speaks in symbols of its own, such as intervals from the note before, so each
 * opinion comes with the place of every common symbol among the expert's. The product is a sum of
 * logits: an expert's own normalisation is a constant of the row, and cancels. Gradients flow into
 * every expert.
 */
public final class ProductOfExperts {
  /** The place of a symbol that an expert rules out: it has probability 0 in the product. */
  public static final int IMPOSSIBLE = -1;

  private ProductOfExperts() {}

  /**
   * What one expert says.
   *
   * @param logits n x K, in its own symbols
   * @param places n x V: where symbol v is among the K in this row, or {@link #IMPOSSIBLE}. Several
   *     symbols may share a place. Not modified.
   */
  public record Opinion(Value logits, int[][] places) {
    /**
     * Checks the places.
     *
     * @param logits n x K, in its own symbols
     * @param places n x V: where symbol v is among the K in this row, or {@link #IMPOSSIBLE}.
     *     Several symbols may share a place. Not modified.
     * @throws IllegalArgumentException if there is not one row of places a row of logits, the rows
     *     differ in length, or a place is not among the K
     */
    public Opinion {
      if (places.length != logits.rows()) {
        throw new IllegalArgumentException(
            logits.rows() + " rows of logits have " + places.length + " rows of places");
      }
      for (int[] row : places) {
        if (row.length != places[0].length) {
          throw new IllegalArgumentException(
              "rows of places of " + places[0].length + " and of " + row.length + " symbols");
        }
        for (int place : row) {
          if (place < IMPOSSIBLE || place >= logits.columns()) {
            throw new IllegalArgumentException(
                "place " + place + " of an expert of " + logits.columns() + " symbols");
          }
        }
      }
    }

    /** The logits by common symbols, n x V; very low where impossible. */
    Value common() {
      int rows = places.length;
      int symbols = rows == 0 ? 0 : places[0].length;
      Tape tape = logits.tape();
      Matrix ruledOut = tape.buffer(logits.precision(), rows, symbols);
      int[] from = new int[rows * symbols];
      for (int row = 0; row < rows; row++) {
        for (int v = 0; v < symbols; v++) {
          int place = places[row][v];
          from[row * symbols + v] = row * logits.columns() + Math.max(place, 0);
          ruledOut.set(row, v, place == IMPOSSIBLE ? Attention.MASKED : 0);
        }
      }
      Value gathered = logits.reshape(rows * logits.columns(), 1).pick(from);
      return gathered.reshape(rows, symbols).plus(tape.constant(ruledOut));
    }
  }

  /**
   * Adds up the experts' logits by common symbols. Their softmax is the product.
   *
   * @param opinions at least one, of equal rows and symbols
   * @return n x V, not normalised
   * @throws IllegalArgumentException if there is none, the shapes differ, or in some row every
   *     symbol is ruled out
   */
  public static Value logits(List<Opinion> opinions) {
    if (opinions.isEmpty()) {
      throw new IllegalArgumentException("a product needs at least one expert");
    }
    Value sum = opinions.get(0).common();
    for (Opinion opinion : opinions.subList(1, opinions.size())) {
      Value next = opinion.common();
      unroll.matrix.Shapes.same("product of experts", next.matrix(), sum.matrix());
      sum = sum.plus(next);
    }
    requirePossible(sum.matrix());
    return sum;
  }

  /**
   * Computes the logarithms of the product's probabilities.
   *
   * @param opinions at least one, of equal rows and symbols
   * @return n x V, in nats; the exponentials of each row sum to 1
   * @throws IllegalArgumentException as {@link #logits}
   */
  public static Value logProbabilities(List<Opinion> opinions) {
    Value logits = logits(opinions);
    return logits.minus(Columns.repeat(logits.logSumExp(), logits.columns()));
  }

  /**
   * Computes the cross-entropy of the product.
   *
   * @param opinions at least one, of equal rows and symbols
   * @param targets n common symbols; a negative target masks its row. Copied.
   * @return 1 x 1, in nats per row that counts
   * @throws IllegalArgumentException as {@link #logits}, or if all rows are masked
   */
  public static Value loss(List<Opinion> opinions, int[] targets) {
    return CrossEntropy.mean(logits(opinions), targets);
  }

  private static void requirePossible(Matrix logits) {
    for (int row = 0; row < logits.rows(); row++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int v = 0; v < logits.columns(); v++) {
        best = Math.max(best, logits.get(row, v));
      }
      if (best < Attention.MASKED / 2) {
        throw new IllegalArgumentException(
            "product of experts: in row " + row + " the experts together rule out every symbol");
      }
    }
  }
}
