package unroll.model.handwriting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import unroll.data.StrokeFont;
import unroll.matrix.Precision;

class SynthesizedHandTest {
  private static final double ROUNDING = 1e-12;

  private static SynthesizedHand hand;

  @BeforeAll
  static void read() throws IOException {
    hand =
        new SynthesizedHand(List.of(StrokeFont.read(Path.of("datasets/strokes/HersheySans1.svg"))));
  }

  @Test
  void everyStrokeEndsOnce() {
    // Hershey's sans writes l in one stroke, t and i in two each.
    long ends =
        hand.write("lit", new SplittableRandom(1)).stream().filter(move -> move[2] == 1).count();
    assertEquals(1 + 2 + 2, ends);
  }

  @Test
  void movementsWithinAStrokeAreAboutOneUnitLong() {
    List<double[]> moves = hand.write("unrolled", new SplittableRandom(2));
    double sum = 0;
    int count = 0;
    for (int t = 1; t < moves.size(); t++) {
      if (moves.get(t - 1)[2] == 0) {
        sum += Math.hypot(moves.get(t)[0], moves.get(t)[1]);
        count++;
      }
    }
    // Corners cut and the last step of a stroke, from half to one and a half units, spread it.
    assertEquals(1, sum / count, 0.2);
  }

  @Test
  void aLongerWordGoesFurtherRight() {
    assertTrue(right("mmmm") > 1.5 * right("mm"));
  }

  private static double right(String text) {
    return hand.write(text, new SplittableRandom(3)).stream().mapToDouble(move -> move[0]).sum();
  }

  @Test
  void theSameSeedWritesTheSame() {
    assertArrayEquals(
        hand.write("same", new SplittableRandom(4)).toArray(),
        hand.write("same", new SplittableRandom(4)).toArray());
  }

  @Test
  void noTwoWritingsAreAlike() {
    SplittableRandom random = new SplittableRandom(5);
    assertTrue(hand.write("a", random).get(3)[0] != hand.write("a", random).get(3)[0]);
  }

  @Test
  void aBatchStartsWithThePenUpAndPadsWithZeros() {
    List<double[]> longer = List.of(new double[] {1, 2, 0}, new double[] {3, 4, 1});
    List<double[]> shorter = List.of(new double[] {5, 6, 1});
    SynthesizedHand.Written batch =
        SynthesizedHand.batch(List.of("ab", "c"), List.of(longer, shorter), Precision.DOUBLE);
    double[][] expected = {{0, 0, 1}, {0, 0, 1}, {1, 2, 0}, {5, 6, 1}, {3, 4, 1}, {0, 0, 0}};
    assertArrayEquals(expected, batch.movements().toArray());
    assertArrayEquals(new int[][] {{1, 2}, {3}}, batch.texts());
    assertEquals(2, batch.lengths().at(1));
  }

  @Test
  void wordsAreFoundOnceEach() {
    assertEquals(
        List.of("and", "love"), SynthesizedHand.words("Love, and love; AND o'er it", 3, 4));
  }

  @Test
  void anotherCharacterIsNamed() {
    assertEquals(
        "\"!\" is not written: only a to z and spaces are",
        assertThrows(IllegalArgumentException.class, () -> SynthesizedHand.encode("ah!"))
            .getMessage());
  }

  @Test
  void theGaussianIsThatOfTheFormula() {
    // Variances 1 and 4, correlated by 1/2 (covariance 1), mean 0; determinant 3.
    GaussianPen pen = new GaussianPen(0, 0, 1, 4, 1, 0.25);
    double density =
        Math.exp(-(4 * 1.0 + 1 * 4.0 - 2 * 1 * 2.0) / 3 / 2) / (2 * Math.PI * Math.sqrt(3));
    assertEquals(-Math.log(density * 0.25), pen.nats(List.of(new double[] {1, 2, 1})), ROUNDING);
  }

  @Test
  void paddingAddsZerosBehindAndCountsNoMore() {
    SynthesizedHand.Written written =
        hand.write(List.of("a", "ink"), Precision.DOUBLE, new SplittableRandom(8));
    SynthesizedHand.Written padded = written.padded(32);
    int rows = written.movements().rows();
    assertEquals(0, padded.movements().rows() % 64);
    assertTrue(padded.movements().rows() - rows < 64);
    assertArrayEquals(written.movements().toArray(), padded.movements().rows(0, rows).toArray());
    double behind = 0;
    for (double[] row : padded.movements().rows(rows, padded.movements().rows()).toArray()) {
      behind += Math.abs(row[0]) + Math.abs(row[1]) + row[2];
    }
    assertEquals(0, behind);
    assertEquals(written.lengths(), padded.lengths());
  }

  @Test
  void noOtherGaussianIsBetterThanTheFit() {
    List<double[]> moves =
        new ArrayList<>(hand.write("maximum likelihood", new SplittableRandom(6)));
    GaussianPen fit = GaussianPen.fit(moves);
    double best = fit.nats(moves);
    double shift = 0.05;
    List<GaussianPen> others =
        List.of(
            with(fit, shift, 0, 0, 0, 0, 0), with(fit, 0, shift, 0, 0, 0, 0),
            with(fit, 0, 0, shift, 0, 0, 0), with(fit, 0, 0, 0, shift, 0, 0),
            with(fit, 0, 0, 0, 0, shift, 0), with(fit, 0, 0, 0, 0, 0, shift));
    for (GaussianPen other : others) {
      assertTrue(best < other.nats(moves), other::toString);
    }
  }

  private static GaussianPen with(
      GaussianPen p, double a, double b, double c, double d, double e, double f) {
    return new GaussianPen(
        p.meanRight() + a,
        p.meanUp() + b,
        p.varianceRight() + c,
        p.varianceUp() + d,
        p.covariance() + e,
        p.end() + f);
  }

  @Test
  void movementsThatAreAllAlikeAreRefused() {
    assertEquals(
        "no Gaussian fits 2 movements: they are too much alike",
        assertThrows(
                IllegalArgumentException.class,
                () -> GaussianPen.fit(List.of(new double[] {1, 1, 0}, new double[] {1, 1, 1})))
            .getMessage());
  }
}
