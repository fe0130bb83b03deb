package e12_seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A network that reads, one that writes, and a search: three tasks, to be checked with {@code
 * unroll check 12-seq2seq}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#multAdd} adds a product to what is there. {@code
 * m.get(row, j)} is an entry. {@link Comparator#comparingDouble} sorts a {@link List} by a number,
 * the smallest first; an {@link ArrayList} can grow.
 */
public class Seq2Seq implements EncoderDecoder {
  @Override
  public DMatrixRMaj encode(Reader reader, List<DMatrixRMaj> xs, int[] lengths) {
    throw new UnsupportedOperationException("Task 1 of 12-seq2seq is yours to write: the encoder");
  }

  @Override
  public Said decode(Writer writer, DMatrixRMaj context, int[] read, DMatrixRMaj s) {
    throw new UnsupportedOperationException(
        "Task 2 of 12-seq2seq is yours to write: one step of the decoder");
  }

  @Override
  public List<Hypothesis> search(Next next, int end, int width, int longest, double alpha) {
    throw new UnsupportedOperationException("Task 3 of 12-seq2seq is yours to write: beam search");
  }

  /** A row (1 x N) in each of so many rows, in a matrix of its own. Where a bias meets a batch. */
  static DMatrixRMaj repeated(DMatrixRMaj row, int rows) {
    DMatrixRMaj all = new DMatrixRMaj(rows, row.numCols);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < row.numCols; j++) {
        all.set(i, j, row.get(0, j));
      }
    }
    return all;
  }

  /** The symbols with one more behind them, in an array of its own. */
  static int[] with(int[] symbols, int symbol) {
    int[] longer = Arrays.copyOf(symbols, symbols.length + 1);
    longer[symbols.length] = symbol;
    return longer;
  }

  /** The first so many of a list, or all if there are fewer. */
  static List<Hypothesis> first(int count, List<Hypothesis> list) {
    return list.subList(0, Math.min(count, list.size()));
  }

  /** What the log-probability of n symbols is divided by: ((5 + n) / 6)^alpha. */
  static double penalty(int n, double alpha) {
    return Math.pow((5 + n) / 6.0, alpha);
  }
}
