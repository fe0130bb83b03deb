package unroll.cell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * Numbers of another framework: PyTorch 2.13.0 (CPU), 64 bit, seed 20140603. The code that wrote
 * them, {@code pytorch.py}, lies beside them.
 */
public final class Reference {
  private static final Map<String, Matrix> NUMBERS = read();

  private Reference() {}

  /** A copy of a block of numbers. */
  public static Matrix of(String name) {
    return NUMBERS.get(name).copy();
  }

  private static Map<String, Matrix> read() {
    Map<String, Matrix> numbers = new TreeMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Reference.class.getResourceAsStream("pytorch.txt"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] head = line.split(" ");
        double[][] rows = new double[Integer.parseInt(head[1])][];
        for (int r = 0; r < rows.length; r++) {
          rows[r] =
              Arrays.stream(lines.readLine().split(" ")).mapToDouble(Double::parseDouble).toArray();
        }
        numbers.put(head[0], Matrix.of(Precision.DOUBLE, rows));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return numbers;
  }
}
