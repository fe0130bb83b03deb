package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.layer.CrossEntropy;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * Every cell where its inputs drive all units to their ends: gradients stay finite, and those in
 * float are those in double, which ComplexCellsTest holds to the complex step.
 */
class SaturationTest {
  /** Single precision, relative to the largest number of a gradient. */
  private static final double FLOAT = 1e-4;

  private static final int STEPS = 3;
  private static final int BATCH = 2;
  private static final int CLASSES = 4;

  static Stream<Arguments> cases() {
    return AllCells.cells().stream()
        // a likeliest class may be another one in float
        .filter(named -> !named.name().endsWith(Feedback.ONE_HOT.toString()))
        .flatMap(named -> Stream.of(50.0, 700.0).map(size -> Arguments.of(named, size)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsInFloatAreFiniteAndThoseInDouble(AllCells.Named named, double size) {
    List<Matrix> doubles = gradients(named, size, Precision.DOUBLE);
    List<Matrix> floats = gradients(named, size, Precision.FLOAT);
    for (int i = 0; i < doubles.size(); i++) {
      double largest = 1;
      for (double[] row : doubles.get(i).toArray()) {
        for (double number : row) {
          assertTrue(Double.isFinite(number), "gradient " + i + ": " + number);
          largest = Math.max(largest, Math.abs(number));
        }
      }
      for (int r = 0; r < doubles.get(i).rows(); r++) {
        for (int c = 0; c < doubles.get(i).columns(); c++) {
          assertEquals(
              doubles.get(i).get(r, c),
              floats.get(i).get(r, c),
              FLOAT * largest,
              "gradient " + i + " at " + r + ", " + c);
        }
      }
    }
  }

  private static <S> List<Matrix> gradients(
      AllCells.Named named, double size, Precision precision) {
    Initializer init = Initializer.of(new SplittableRandom(1), precision);
    @SuppressWarnings("unchecked")
    Cell<S> cell = (Cell<S>) named.make().apply(3, init);
    Linear readout = Linear.of(cell.hidden(), CLASSES, init);
    Parameter x = init.normal("x", STEPS * BATCH, AllCells.INPUTS, 1);
    for (int r = 0; r < x.matrix().rows(); r++) {
      for (int c = 0; c < AllCells.INPUTS; c++) {
        x.matrix().set(r, c, Math.signum(x.matrix().get(r, c)) * size);
      }
    }
    Tape tape = new Tape();
    Sequence xs = new Sequence(x.on(tape), STEPS);
    Value outputs = cell.unroll(xs, cell.initialState(tape, BATCH)).outputs().rows();
    // hyperbolic tangents, so that an unbounded cell does not choose a class for good
    CrossEntropy.mean(readout.apply(outputs.tanh()), new int[] {0, 1, 2, 3, 0, 1}).backward();
    List<Matrix> gradients = new ArrayList<>();
    for (Parameter parameter : cell.parameters()) {
      gradients.add(parameter.gradient());
    }
    gradients.add(x.gradient());
    return gradients;
  }
}
