package unroll.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;
import unroll.tape.Tape;

/**
 * The papers' equations at small numbers. What is expected was worked out from the equations by
 * hand, or with 25 digits where there is a tanh or an exponential in them; no paper prints these.
 */
class LayerPapersTest {
  private static final double ROUNDING = 1e-14;

  private final Tape tape = Tape.off();

  /** One example of two places. */
  private static final Matrix MEMORY = rows(new double[] {1, 1}, new double[] {0, 2});

  private Attention.Read read(Attention attention, double... query) {
    return attention.read(tape.constant(rows(query)), attention.memory(tape.constant(MEMORY), 1));
  }

  @Test
  @Published("Bahdanau, Cho and Bengio 2015, appendix A.1.2 and equations 5 and 6")
  void additiveAttentionIsThatOfItsEquations() {
    // e_1 = tanh(0.5 + 0.2) - tanh(0.3), e_2 = tanh(0.5) - tanh(0.6)
    Attention.Read read =
        read(
            new AdditiveAttention(
                parameter(new double[] {0.5, 0}, new double[] {0, 1}),
                parameter(new double[] {0.2, 0}, new double[] {0, 0.3}),
                parameter(new double[] {1, -1})),
            1,
            0);
    assertRow(read.weights().matrix(), 0.5957981550811681284, 0.4042018449188318716);
    assertRow(read.context().matrix(), 0.5957981550811681284, 1.4042018449188318716);
  }

  @Test
  @Published("Luong, Pham and Manning 2015, equation 8, dot")
  void dotAttentionIsThatOfItsEquation() {
    // e_1 = 1 - 0.5, e_2 = -1
    assertRow(
        read(new DotAttention(), 1, -0.5).weights().matrix(),
        0.8175744761936436596,
        0.1824255238063563404);
  }

  @Test
  @Published("Luong, Pham and Manning 2015, equation 8, general")
  void generalAttentionIsThatOfItsEquation() {
    // (1, -0.5) Wa = (1.5, -0.5), so e_1 = 1 and e_2 = -1: the logistic function of 2
    Attention general = new GeneralAttention(parameter(new double[] {2, 0}, new double[] {1, 1}));
    assertRow(
        read(general, 1, -0.5).weights().matrix(), 0.8807970779778824441, 0.1192029220221175559);
  }

  @Test
  @Published("Ba, Kiros and Hinton 2016, equation 4")
  void layerNormIsThatOfItsEquation() {
    // the mean of 1, 2, 3, 4 is 2.5 and their variance 1.25, to which 1e-5 is added
    LayerNorm norm =
        new LayerNorm(parameter(new double[] {1, 2, 1, 1}), parameter(new double[] {0, 0, 0, 10}));
    assertRow(
        norm.apply(tape.constant(rows(new double[] {1, 2, 3, 4}))).matrix(),
        -1.341635419968926983,
        2 * -0.4472118066563089942,
        0.4472118066563089942,
        11.341635419968926983);
  }

  @Test
  @Published("Srivastava et al. 2014")
  void whatStaysIsDividedByTheShareThatStays() {
    // the other way that they name: scale up by 1/p at training time, nothing at test time
    Matrix ones = Matrix.zeros(Precision.DOUBLE, 40, 25);
    ones.fill(1);
    double[][] dropped =
        new Dropout(0.2, new SplittableRandom(1)).apply(tape.constant(ones)).matrix().toArray();
    for (double[] row : dropped) {
      for (double number : row) {
        assertEquals(number == 0 ? 0 : 1.25, number, ROUNDING);
      }
    }
  }

  private static void assertRow(Matrix matrix, double... expected) {
    assertArrayEquals(expected, matrix.toArray()[0], ROUNDING);
  }

  private static Matrix rows(double[]... rows) {
    return Matrix.of(Precision.DOUBLE, rows);
  }

  private static Parameter parameter(double[]... rows) {
    return new Parameter("w", rows(rows));
  }
}
