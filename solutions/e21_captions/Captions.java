package e21_captions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A decoder that says what an image shows: three tasks, to be checked with {@code unroll check
 * 21-captions}.
 *
 * <p>EJML does the algebra: {@link CommonOps_DDRM#multAdd} adds a product to what is there. {@code
 * m.get(row, j)} is an entry. An {@link ArrayList} can grow; {@link Arrays#fill} sets all entries
 * of an array, {@link Arrays#copyOf} takes the first so many. A {@link List} has {@code get(t)}.
 */
public class Captions implements VectorToSequence {
  @Override
  public Told tell(Weights weights, DMatrixRMaj images, int[][] inputs) {
    // BEGIN SOLUTION 1
    List<DMatrixRMaj> states = new ArrayList<>();
    List<DMatrixRMaj> logits = new ArrayList<>();
    DMatrixRMaj h = bent(affine(images, weights.wi(), weights.bi()));
    states.add(h);
    for (int[] words : inputs) {
      DMatrixRMaj a = affine(rows(weights.words(), words), weights.wx(), weights.b());
      CommonOps_DDRM.multAdd(h, weights.wh(), a);
      h = bent(a);
      states.add(h);
      logits.add(affine(h, weights.v(), weights.c()));
    }
    return new Told(states, logits);
    // END SOLUTION 1
  }

  @Override
  public Loss loss(List<DMatrixRMaj> logits, int[][] targets) {
    // BEGIN SOLUTION 2
    double count = Arrays.stream(targets).flatMapToInt(Arrays::stream).filter(y -> y >= 0).count();
    double nats = 0;
    List<DMatrixRMaj> gradients = new ArrayList<>();
    for (int t = 0; t < targets.length; t++) {
      DMatrixRMaj gradient = logits.get(t).createLike();
      for (int row = 0; row < targets[t].length; row++) {
        int y = targets[t][row];
        for (int k = 0; k < gradient.numCols && y != MASKED; k++) {
          double log = logits.get(t).get(row, k) - logOfSum(logits.get(t), row);
          gradient.set(row, k, (Math.exp(log) - (k == y ? 1 : 0)) / count);
          nats -= k == y ? log / count : 0;
        }
      }
      gradients.add(gradient);
    }
    return new Loss(nats, gradients);
    // END SOLUTION 2
  }

  @Override
  public int[][] describe(Decoder decoder, DMatrixRMaj start, int begin, int end, int longest) {
    // BEGIN SOLUTION 3
    int[][] said = new int[start.numRows][0];
    boolean[] over = new boolean[start.numRows];
    int[] words = new int[start.numRows];
    Arrays.fill(words, begin);
    DMatrixRMaj state = start;
    for (int t = 0; t < longest; t++) {
      Said next = decoder.step(words, state);
      state = next.state();
      for (int row = 0; row < words.length; row++) {
        words[row] = likeliest(next.logits(), row);
        over[row] |= words[row] == end;
        said[row] = over[row] ? said[row] : with(said[row], words[row]);
      }
    }
    return said;
    // END SOLUTION 3
  }

  /** x W + b, with the one row b (1 x N) added in each row; in a matrix of its own. */
  static DMatrixRMaj affine(DMatrixRMaj x, DMatrixRMaj w, DMatrixRMaj b) {
    DMatrixRMaj sum = new DMatrixRMaj(x.numRows, w.numCols);
    for (int row = 0; row < sum.numRows; row++) {
      for (int j = 0; j < sum.numCols; j++) {
        sum.set(row, j, b.get(0, j));
      }
    }
    CommonOps_DDRM.multAdd(x, w, sum);
    return sum;
  }

  /** The tanh of every entry, in a matrix of its own. */
  static DMatrixRMaj bent(DMatrixRMaj a) {
    DMatrixRMaj h = a.createLike();
    for (int i = 0; i < a.getNumElements(); i++) {
      h.set(i, Math.tanh(a.get(i)));
    }
    return h;
  }

  /** Some rows of a matrix, by their numbers, in a matrix of their own. */
  static DMatrixRMaj rows(DMatrixRMaj all, int[] numbers) {
    DMatrixRMaj some = new DMatrixRMaj(numbers.length, all.numCols);
    for (int row = 0; row < numbers.length; row++) {
      for (int j = 0; j < all.numCols; j++) {
        some.set(row, j, all.get(numbers[row], j));
      }
    }
    return some;
  }

  /** log of the sum of exp over a row, without overflow; log softmax is o minus it. */
  static double logOfSum(DMatrixRMaj logits, int row) {
    double most = logits.get(row, likeliest(logits, row));
    double sum = 0;
    for (int k = 0; k < logits.numCols; k++) {
      sum += Math.exp(logits.get(row, k) - most);
    }
    return most + Math.log(sum);
  }

  /** The word with the largest logit of a row. */
  static int likeliest(DMatrixRMaj logits, int row) {
    int best = 0;
    for (int k = 1; k < logits.numCols; k++) {
      if (logits.get(row, k) > logits.get(row, best)) {
        best = k;
      }
    }
    return best;
  }

  /** The words with one more behind them, in an array of its own. */
  static int[] with(int[] words, int word) {
    int[] longer = Arrays.copyOf(words, words.length + 1);
    longer[words.length] = word;
    return longer;
  }
}
