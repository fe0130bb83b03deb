package unroll.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/**
 * A computation twice, on the tape and in complex numbers: the gradients of the one are held
 * against the complex steps of the other.
 *
 * @param size how large the inputs are, at least 1: differences of large numbers round accordingly
 */
public record ComplexTwin(
    String name,
    double size,
    List<Parameter> parameters,
    Function<Tape, Value> real,
    Function<Function<Parameter, ComplexMatrix>, ComplexMatrix> complex) {
  /** A few hundred roundings of numbers of size 1; relative above. */
  private static final double ROUNDING = 1e-12;

  @Override
  public String toString() {
    return name;
  }

  /** Holds every number of the results against each other. */
  public void holdValues() {
    ComplexMatrix expected = complex.apply(parameter -> ComplexMatrix.of(parameter.matrix()));
    Matrix actual = real.apply(new Tape()).matrix();
    assertEquals(expected.rows(), actual.rows());
    assertEquals(expected.columns(), actual.columns());
    for (int r = 0; r < actual.rows(); r++) {
      for (int c = 0; c < actual.columns(); c++) {
        close(expected.real(r, c), actual.get(r, c), "result at " + r + ", " + c);
      }
    }
  }

  /** Holds every number of every gradient of the results, unevenly weighed, against its step. */
  public void holdGradients() {
    parameters.forEach(Parameter::zeroGradient);
    Tape tape = new Tape();
    Value y = real.apply(tape);
    Matrix weights =
        Initializer.of(new SplittableRandom(13), Precision.DOUBLE)
            .normal("weights", y.rows(), y.columns(), 1)
            .matrix();
    y.timesElements(tape.constant(weights)).sum().backward();
    for (Parameter parameter : parameters) {
      Matrix steps =
          ComplexStep.gradient(
              parameter.matrix(),
              z ->
                  complex
                      .apply(p -> p == parameter ? z : ComplexMatrix.of(p.matrix()))
                      .timesElements(ComplexMatrix.of(weights))
                      .sum());
      for (int r = 0; r < steps.rows(); r++) {
        for (int c = 0; c < steps.columns(); c++) {
          close(
              steps.get(r, c),
              parameter.gradient().get(r, c),
              parameter.name() + " at " + r + ", " + c);
        }
      }
    }
  }

  private void close(double expected, double actual, String where) {
    assertEquals(expected, actual, ROUNDING * Math.max(size, Math.abs(expected)), where);
  }
}
