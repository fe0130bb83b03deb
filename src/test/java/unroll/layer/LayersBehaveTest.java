package unroll.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

class LayersBehaveTest {
  /** The same sums in another order. */
  private static final double ROUNDING = 1e-12;

  private final Initializer init = Initializer.of(new SplittableRandom(1), Precision.DOUBLE);
  private final Tape tape = Tape.off();

  @Test
  void dropoutKeepsTheExpectation() {
    Value ones = ones(400, 100);
    Value dropped = new Dropout(0.3, new SplittableRandom(2)).apply(ones);
    double oneDeviation = Math.sqrt(0.3 / 0.7 / 40_000);
    assertEquals(1, dropped.mean().scalar(), 4 * oneDeviation);
  }

  @Test
  void dropoutSetsTheShareItIsToldToZero() {
    Matrix dropped = new Dropout(0.3, new SplittableRandom(2)).apply(ones(400, 100)).matrix();
    double zeros = 0;
    for (double[] row : dropped.toArray()) {
      for (double number : row) {
        zeros += number == 0 ? 1 : 0;
      }
    }
    assertEquals(0.3, zeros / 40_000, 4 * Math.sqrt(0.21 / 40_000));
  }

  @Test
  void dropoutOfRateZeroChangesNothing() {
    Value x = tape.constant(init.normal("x", 3, 4, 1).matrix());
    Value same = new Dropout(0, new SplittableRandom(2)).apply(x);
    assertEquals(x.matrix().toString(), same.matrix().toString());
  }

  @Test
  @Published("Gal and Ghahramani 2016")
  void dropoutInTimeDropsTheSameUnitsAtEveryStep() {
    Matrix dropped =
        new Dropout(0.5, new SplittableRandom(2)).applyInTime(ones(4 * 3, 8), 3).matrix();
    assertEquals(dropped.rows(0, 3).toString(), dropped.rows(9, 12).toString());
  }

  @Test
  void dropoutInTimeDropsEachExampleOnItsOwn() {
    Matrix dropped = new Dropout(0.5, new SplittableRandom(2)).applyInTime(ones(2, 64), 2).matrix();
    int differ = 0;
    for (int c = 0; c < 64; c++) {
      differ += dropped.get(0, c) != dropped.get(1, c) ? 1 : 0;
    }
    assertEquals(32, differ, 4 * Math.sqrt(16));
  }

  @Test
  void dropoutRateOfOneIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Dropout(1, new SplittableRandom(2)))
            .getMessage();
    assertEquals("a dropout rate is from 0 to below 1, not 1.0", message);
  }

  @Test
  void binaryCrossEntropyOfZeroLogitsIsLogTwoANumber() {
    Value logits = tape.zeros(Precision.DOUBLE, 5, 3);
    Matrix targets = Matrix.zeros(Precision.DOUBLE, 5, 3);
    assertEquals(3 * Math.log(2), BinaryCrossEntropy.mean(logits, targets).scalar(), ROUNDING);
  }

  @Test
  void binaryCrossEntropyOfHugeWrongLogitsIsTheLogitAndFinite() {
    Value logits = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {-1000}));
    Matrix targets = Matrix.of(Precision.DOUBLE, new double[] {1});
    assertEquals(1000, BinaryCrossEntropy.mean(logits, targets).scalar(), ROUNDING);
  }

  @Test
  void binaryCrossEntropyOfHugeLogitsAboveZeroIsFiniteToo() {
    Value logits = tape.constant(Matrix.of(Precision.DOUBLE, new double[] {1000}));
    Matrix targets = Matrix.of(Precision.DOUBLE, new double[] {0});
    assertEquals(1000, BinaryCrossEntropy.mean(logits, targets).scalar(), ROUNDING);
  }

  @Test
  void binaryCrossEntropyNamesBothShapes() {
    Value logits = tape.zeros(Precision.DOUBLE, 2, 3);
    Matrix targets = Matrix.zeros(Precision.DOUBLE, 2, 2);
    String message =
        assertThrows(IllegalArgumentException.class, () -> BinaryCrossEntropy.mean(logits, targets))
            .getMessage();
    assertTrue(message.contains("2 x 3") && message.contains("2 x 2"), message);
  }

  @Test
  void dropoutInTimeWithoutABatchIsRefused() {
    Dropout dropout = new Dropout(0.5, new SplittableRandom(2));
    String message =
        assertThrows(IllegalArgumentException.class, () -> dropout.applyInTime(ones(4, 2), 0))
            .getMessage();
    assertEquals("dropout: 4 rows cannot be divided into batches of 0", message);
  }

  @Test
  void embeddingRowsHaveLengthNearOne() {
    Matrix table = Embedding.of(400, 25, init).table().matrix();
    double meanSquaredLength = table.kernels().sumOfSquares(table) / 400;
    assertEquals(1, meanSquaredLength, 4 * Math.sqrt(2.0 / 25 / 400));
  }

  @Test
  void parametersAreListedInTheOrderOfTheirEquations() {
    assertEquals(List.of("W", "b"), names(Linear.of(2, 3, init)));
    assertEquals(List.of("table"), names(Embedding.of(2, 3, init)));
    assertEquals(List.of("gain", "bias"), names(LayerNorm.of(3, init)));
    assertEquals(
        List.of("1.W", "1.b", "2.W", "2.b"), names(Mlp.of(Activation.TANH, init, 2, 3, 4)));
    assertEquals(List.of("Wa", "Ua", "va"), names(AdditiveAttention.of(2, 3, 4, init)));
    assertEquals(List.of("Wa"), names(GeneralAttention.of(2, 3, init)));
  }

  private static List<String> names(Trainable layer) {
    return layer.parameters().stream().map(Parameter::name).toList();
  }

  @Test
  void mlpTellsItsSizes() {
    Mlp mlp = Mlp.of(Activation.TANH, init, 2, 3, 5);
    assertEquals(2, mlp.inputs());
    assertEquals(5, mlp.outputs());
  }

  @ParameterizedTest
  @EnumSource
  void activationOnMatricesIsThatOnTheTape(Activation activation) {
    Parameter a = init.normal("a", 3, 4, 1);
    Tape recording = new Tape();
    Value h = activation.apply(a.on(recording));
    h.timesElements(h).sum().backward();
    Matrix ours = a.matrix().zerosLike(3, 4);
    activation.apply(a.matrix(), ours);
    assertEquals(h.matrix().toString(), ours.toString());
    Matrix dh = ours.copy();
    dh.kernels().scale(dh, 2);
    Matrix da = ours.zerosLike(3, 4);
    da.fill(1); // a gradient is added to
    activation.addGradient(ours, dh, da);
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 4; c++) {
        assertEquals(1 + a.gradient().get(r, c), da.get(r, c), ROUNDING);
      }
    }
  }

  @Test
  void productsByExampleOfConstantsNeedNoGradient() {
    Value constant = new Tape().constant(Matrix.zeros(Precision.DOUBLE, 4, 4));
    assertFalse(ByExample.times(constant, constant, 1).needsGradient());
    assertFalse(ByExample.timesTransposed(constant, constant, 2).needsGradient());
    assertFalse(ByExample.transposedTimes(constant, constant, 2).needsGradient());
  }

  @Test
  void maskedRowsCostNothing() {
    Value outputs =
        tape.constant(Matrix.of(Precision.DOUBLE, new double[] {1, 3}, new double[] {9, 9}));
    Matrix targets = Matrix.zeros(Precision.DOUBLE, 2, 2);
    assertEquals(5, MeanSquaredError.mean(outputs, targets, new boolean[] {true, false}).scalar());
  }

  @Test
  void lossOfOnlyMaskedRowsIsRefused() {
    Value outputs = tape.zeros(Precision.DOUBLE, 2, 2);
    Matrix targets = Matrix.zeros(Precision.DOUBLE, 2, 2);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> MeanSquaredError.mean(outputs, targets, new boolean[2]))
            .getMessage();
    assertEquals("mean squared error: every row is masked", message);
  }

  @Test
  void layerNormMakesMeanZeroAndVarianceOne() {
    Value y = LayerNorm.of(500, init).apply(tape.constant(init.normal("x", 1, 500, 7).matrix()));
    double epsilonOverVariance = 1e-5 / 40;
    assertEquals(1, y.timesElements(y).mean().scalar(), epsilonOverVariance);
  }

  @Test
  void layerNormOfEqualNumbersIsItsBias() {
    Value x = ones(2, 4);
    assertEquals(0, LayerNorm.of(4, init).apply(x).matrix().get(1, 3), ROUNDING);
  }

  @Test
  void embeddingPicksRows() {
    Embedding embedding = Embedding.of(5, 3, init);
    Matrix rows = embedding.apply(tape, new int[] {4, 0, 4}).matrix();
    assertEquals(embedding.table().matrix().rows(4, 5).toString(), rows.rows(2, 3).toString());
  }

  @Test
  void unknownSymbolIsNamed() {
    Embedding embedding = Embedding.of(5, 3, init);
    String message =
        assertThrows(IllegalArgumentException.class, () -> embedding.apply(tape, new int[] {5}))
            .getMessage();
    assertEquals("symbol 5 at row 0 is outside 0 to 4", message);
  }

  @Test
  void mlpWithoutALayerIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Mlp.of(Activation.TANH, init, 3));
  }

  @Test
  void orthogonalMatrixHasOrthonormalColumns() {
    Matrix q = init.orthogonal("q", 7, 4, 1).matrix();
    Matrix product = Matrix.zeros(Precision.DOUBLE, 4, 4);
    product.kernels().addProductLeftTransposed(q, q, product);
    product.kernels().addScaled(-1, init.identity("i", 4, 1).matrix(), product);
    assertEquals(0, product.kernels().sumOfSquares(product), ROUNDING);
  }

  @Test
  void wideOrthogonalMatrixHasOrthonormalRows() {
    Matrix q = init.orthogonal("q", 3, 8, 2).matrix();
    Matrix product = Matrix.zeros(Precision.DOUBLE, 3, 3);
    product.kernels().addProductRightTransposed(q, q, product);
    product.kernels().addScaled(-1, init.identity("i", 3, 4).matrix(), product);
    assertEquals(0, product.kernels().sumOfSquares(product), ROUNDING);
  }

  @Test
  void orthogonalMatricesPreferNoSign() {
    int positive = 0;
    for (int i = 0; i < 400; i++) {
      positive += init.orthogonal("q", 3, 3, 1).matrix().get(0, 0) > 0 ? 1 : 0;
    }
    double oneDeviation = Math.sqrt(400 * 0.25);
    assertEquals(200, positive, 4 * oneDeviation);
  }

  private Value ones(int rows, int columns) {
    Matrix ones = Matrix.zeros(Precision.DOUBLE, rows, columns);
    ones.fill(1);
    return tape.constant(ones);
  }
}
