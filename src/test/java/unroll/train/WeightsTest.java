package unroll.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;

class WeightsTest {
  @TempDir Path folder;

  private static Parameter parameter(String name, double... numbers) {
    return new Parameter(name, Matrix.of(Precision.DOUBLE, numbers));
  }

  @Test
  void comeBackFromAFileExactly() throws IOException {
    Path file = folder.resolve("weights.ckpt");
    Weights.of(List.of(parameter("W", 0.1, -2)), Map.of("kind", "test")).write(file);
    Parameter other = parameter("W", 0, 0);
    Weights.restore(Checkpoint.read(file), List.of(other));
    assertEquals(List.of(0.1, -2.0), List.of(other.matrix().get(0, 0), other.matrix().get(0, 1)));
  }

  @Test
  void ofAnotherShapeChangeNothing() {
    Checkpoint saved = Weights.of(List.of(parameter("W", 1), parameter("b", 1, 2)), Map.of());
    Parameter fits = parameter("W", 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> Weights.restore(saved, List.of(fits, parameter("b", 0))));
    assertEquals(0, fits.matrix().get(0, 0));
  }

  @Test
  void twoOfOneNameAreRefused() {
    assertEquals(
        "two parameters are named W; give each a name of its own",
        assertThrows(
                IllegalArgumentException.class,
                () -> Weights.of(List.of(parameter("W", 1), parameter("W", 2)), Map.of()))
            .getMessage());
  }
}
