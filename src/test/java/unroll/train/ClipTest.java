package unroll.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;

class ClipTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void theNormIsOfAllGradientsTogether() {
    assertEquals(13, Clip.norm(gradients(new double[] {3, 4}, new double[] {12})), ROUNDING);
  }

  @Test
  void aLongGradientIsShortenedToTheLimit() {
    List<Parameter> parameters = gradients(new double[] {3, 4}, new double[] {12});
    Clip.byNorm(parameters, 6.5);
    assertEquals(6.5, Clip.norm(parameters), ROUNDING);
  }

  @Test
  @Published("Pascanu, Mikolov and Bengio 2013, algorithm 1")
  void theDirectionStays() {
    List<Parameter> parameters = gradients(new double[] {3, 4}, new double[] {12});
    Clip.byNorm(parameters, 6.5);
    assertArrayEquals(new double[] {1.5, 2}, parameters.get(0).gradient().toArray()[0], ROUNDING);
  }

  @Test
  void theNormBeforeIsReturned() {
    assertEquals(13, Clip.byNorm(gradients(new double[] {3, 4}, new double[] {12}), 1), ROUNDING);
  }

  @Test
  void aShortGradientIsLeftAlone() {
    List<Parameter> parameters = gradients(new double[] {3, 4});
    Clip.byNorm(parameters, 5);
    assertArrayEquals(new double[] {3, 4}, parameters.get(0).gradient().toArray()[0], 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aLimitThatIsNoneIsRefused(double limit) {
    assertThrows(
        IllegalArgumentException.class, () -> Clip.byNorm(gradients(new double[] {1}), limit));
  }

  @Test
  @Published("Mikolov 2012")
  void byValueCutsEachNumberByItself() {
    // torch.nn.utils.clip_grad_value_ with 3.5 gives 3 and 3.5 of 3 and 4 (PyTorch 2.13.0)
    List<Parameter> parameters = gradients(new double[] {3, 4, -12, 0});
    Clip.byValue(parameters, 3.5);
    assertArrayEquals(new double[] {3, 3.5, -3.5, 0}, parameters.get(0).gradient().toArray()[0], 0);
  }

  @Test
  void byValueReachesEveryParameter() {
    List<Parameter> parameters = gradients(new double[] {1}, new double[] {-9});
    Clip.byValue(parameters, 2);
    assertEquals(-2, parameters.get(1).gradient().get(0, 0));
  }

  @Test
  void byValueHidesNoNaN() {
    List<Parameter> parameters = gradients(new double[] {Double.NaN});
    Clip.byValue(parameters, 2);
    assertEquals(Double.NaN, parameters.get(0).gradient().get(0, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aValueThatIsNoneIsRefused(double limit) {
    assertThrows(
        IllegalArgumentException.class, () -> Clip.byValue(gradients(new double[] {1}), limit));
  }

  private static List<Parameter> gradients(double[]... rows) {
    return java.util.Arrays.stream(rows)
        .map(
            row -> {
              Parameter parameter =
                  new Parameter("w", Matrix.zeros(Precision.DOUBLE, 1, row.length));
              parameter.gradient().copyFrom(Matrix.of(Precision.DOUBLE, row));
              return parameter;
            })
        .toList();
  }
}
