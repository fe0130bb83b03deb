package e21_captions;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Says the word that ends a sentence. */
// Breaks task 3, and the message names: ends a sentence is kept
public class KeepsTheEnd extends Captions {
  @Override
  public int[][] describe(Decoder decoder, DMatrixRMaj start, int begin, int end, int longest) {
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
        said[row] = over[row] ? said[row] : with(said[row], words[row]);
        over[row] |= words[row] == end;
      }
    }
    return said;
  }
}
