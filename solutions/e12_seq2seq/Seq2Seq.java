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
    // BEGIN SOLUTION 1
    DMatrixRMaj h = new DMatrixRMaj(lengths.length, reader.b().numCols);
    for (int t = 0; t < xs.size(); t++) {
      DMatrixRMaj a = repeated(reader.b(), lengths.length);
      CommonOps_DDRM.multAdd(xs.get(t), reader.wx(), a);
      CommonOps_DDRM.multAdd(h, reader.wh(), a);
      for (int row = 0; row < h.numRows; row++) {
        for (int j = 0; j < h.numCols; j++) {
          if (t < lengths[row]) {
            h.set(row, j, Math.tanh(a.get(row, j)));
          }
        }
      }
    }
    return h;
    // END SOLUTION 1
  }

  @Override
  public Said decode(Writer writer, DMatrixRMaj context, int[] read, DMatrixRMaj s) {
    // BEGIN SOLUTION 2
    DMatrixRMaj next = repeated(writer.b(), read.length);
    CommonOps_DDRM.multAdd(s, writer.ws(), next);
    CommonOps_DDRM.multAdd(context, writer.wc(), next);
    for (int row = 0; row < next.numRows; row++) {
      for (int j = 0; j < next.numCols; j++) {
        next.set(row, j, Math.tanh(next.get(row, j) + writer.wy().get(read[row], j)));
      }
    }
    DMatrixRMaj logits = repeated(writer.c(), read.length);
    CommonOps_DDRM.multAdd(next, writer.v(), logits);
    return new Said(next, logits);
    // END SOLUTION 2
  }

  @Override
  public List<Hypothesis> search(Next next, int end, int width, int longest, double alpha) {
    // BEGIN SOLUTION 3
    List<Hypothesis> found = new ArrayList<>();
    List<Hypothesis> beam = List.of(new Hypothesis(new int[0], 0));
    for (int n = 1; n <= longest && !beam.isEmpty(); n++) {
      List<Hypothesis> longer = new ArrayList<>();
      for (Hypothesis each : beam) {
        double[] log = next.after(each.symbols());
        for (int k = 0; k < log.length; k++) {
          longer.add(new Hypothesis(with(each.symbols(), k), each.logProbability() + log[k]));
        }
      }
      longer.sort(Comparator.comparingDouble(each -> -each.logProbability()));
      beam = new ArrayList<>();
      for (Hypothesis each : first(width - found.size(), longer)) {
        (each.symbols()[n - 1] == end ? found : beam).add(each);
      }
    }
    found.addAll(beam);
    found.sort(
        Comparator.comparingDouble(
            each -> -each.logProbability() / penalty(each.symbols().length, alpha)));
    return found;
    // END SOLUTION 3
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
