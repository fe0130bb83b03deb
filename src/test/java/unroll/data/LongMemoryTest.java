package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/** The tasks of long memory are as they were published. */
class LongMemoryTest {
  private static final int MANY = 20_000;

  /** Five standard errors of a mean of squares over {@link #MANY} examples. */
  private static final double CHANCE = 0.01;

  private final SplittableRandom random = new SplittableRandom(7);

  // The adding problem

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 101})
  void oneNumberIsMarkedInEachHalf(int steps) {
    int batch = 50;
    Matrix inputs = new AddingProblem(steps).draw(batch, Precision.DOUBLE, random).inputs();
    for (int b = 0; b < batch; b++) {
      double first = 0;
      double second = 0;
      for (int t = 0; t < steps; t++) {
        double mark = inputs.get(t * batch + b, 1);
        first += t < steps / 2 ? mark : 0;
        second += t < steps / 2 ? 0 : mark;
      }
      assertArrayEquals(new double[] {1, 1}, new double[] {first, second});
    }
  }

  @Test
  void theTargetIsTheSumOfTheMarkedNumbers() {
    int batch = 40;
    AddingProblem.Examples drawn = new AddingProblem(9).draw(batch, Precision.DOUBLE, random);
    for (int b = 0; b < batch; b++) {
      double sum = 0;
      for (int t = 0; t < 9; t++) {
        sum += drawn.inputs().get(t * batch + b, 0) * drawn.inputs().get(t * batch + b, 1);
      }
      assertEquals(sum, drawn.targets().get(b, 0), 1e-15);
    }
  }

  @Test
  void allStepsOfAHalfAreMarked() {
    int batch = 2000;
    Matrix inputs = new AddingProblem(10).draw(batch, Precision.DOUBLE, random).inputs();
    for (int t = 0; t < 10; t++) {
      double marked = 0;
      for (int b = 0; b < batch; b++) {
        marked += inputs.get(t * batch + b, 1);
      }
      // a fifth each; five standard deviations are 0.045
      assertEquals(0.2, marked / batch, 0.045, "step " + t);
    }
  }

  @Test
  @Published("Arjovsky, Shah and Bengio 2016, section 5.2")
  void alwaysAnsweringOneCostsASixth() {
    Matrix targets = new AddingProblem(2).draw(MANY, Precision.DOUBLE, random).targets();
    double squares = 0;
    for (int b = 0; b < MANY; b++) {
      squares += Math.pow(targets.get(b, 0) - 1, 2);
    }
    assertEquals(AddingProblem.BASELINE, squares / MANY, CHANCE);
  }

  @Test
  void precisionsSeeTheSameExamples() {
    AddingProblem task = new AddingProblem(6);
    Matrix doubles = task.draw(3, Precision.DOUBLE, new SplittableRandom(1)).inputs();
    Matrix floats = task.draw(3, Precision.FLOAT, new SplittableRandom(1)).inputs();
    assertArrayEquals(doubles.to(Precision.FLOAT).toArray(), floats.toArray());
  }

  @Test
  void oneStepCannotMarkTwoNumbers() {
    assertThrows(IllegalArgumentException.class, () -> new AddingProblem(1));
  }

  // Copy memory

  @Test
  void copyMemoryIsAsPublished() {
    Window drawn = new CopyMemory(3).draw(1, random);
    int[] kept = Arrays.copyOf(drawn.inputs(), 10);
    int[] inputs = new int[23];
    int[] targets = new int[23];
    Arrays.fill(inputs, 8);
    Arrays.fill(targets, 8);
    System.arraycopy(kept, 0, inputs, 0, 10);
    inputs[12] = 9;
    System.arraycopy(kept, 0, targets, 13, 10);
    assertArrayEquals(inputs, drawn.inputs());
    assertArrayEquals(targets, drawn.targets());
  }

  @Test
  void theKeptSymbolsAreUniformOnEight() {
    int[] counts = new int[8];
    int[] inputs = new CopyMemory(1).draw(MANY, random).inputs();
    for (int i = 0; i < 10 * MANY; i++) {
      counts[inputs[i]]++;
    }
    for (int count : counts) {
      assertEquals(1 / 8.0, count / (10.0 * MANY), CHANCE);
    }
  }

  @Test
  void everyLaneKeepsItsOwnSymbols() {
    Window drawn = new CopyMemory(5).draw(4, random);
    for (int b = 0; b < 4; b++) {
      for (int i = 0; i < 10; i++) {
        assertEquals(drawn.inputs()[i * 4 + b], drawn.targets()[(15 + i) * 4 + b]);
      }
    }
  }

  @Test
  @Published("Arjovsky, Shah and Bengio 2016, section 5.1")
  void theBaselineIsTheOnePublished() {
    // Arjovsky et al. 2016, section 5.1: 10 log 8 / (T + 20); 0.0945 for T = 200
    assertEquals(0.0945, new CopyMemory(200).baseline(), 5e-5);
  }

  @Test
  void copyMemoryWithoutDelayIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new CopyMemory(0));
  }

  // Temporal order

  @ParameterizedTest
  @ValueSource(ints = {10, 57, 100})
  void twoSymbolsTellAndTheirOrderIsTheClass(int steps) {
    int batch = 200;
    TemporalOrder.Examples drawn = new TemporalOrder(steps).draw(batch, random);
    for (int b = 0; b < batch; b++) {
      int told = 0;
      int order = 0;
      for (int t = 0; t < steps; t++) {
        int symbol = drawn.inputs()[t * batch + b];
        if (symbol < TemporalOrder.TELLING) {
          told++;
          order = 2 * order + symbol;
        }
      }
      assertEquals(2, told);
      assertEquals(order, drawn.classes()[b]);
    }
  }

  @Test
  @Published("Hochreiter and Schmidhuber 1997, experiment 6a")
  void atAHundredStepsThePlacesAreThosePublished() {
    int batch = 2000;
    int[] inputs = new TemporalOrder(100).draw(batch, random).inputs();
    boolean[] seen = new boolean[100];
    for (int i = 0; i < inputs.length; i++) {
      seen[i / batch] |= inputs[i] < TemporalOrder.TELLING;
    }
    for (int t = 0; t < 100; t++) {
      assertEquals(t >= 10 && t <= 20 || t >= 50 && t <= 60, seen[t], "step " + t);
    }
  }

  @Test
  void theClassesAreEquallyLikely() {
    int[] counts = new int[4];
    for (int order : new TemporalOrder(10).draw(MANY, random).classes()) {
      counts[order]++;
    }
    for (int count : counts) {
      assertTrue(Math.abs(count - MANY / 4.0) < 350, Arrays.toString(counts));
    }
  }

  @Test
  void fewerThanTenStepsHaveNoTenths() {
    assertThrows(IllegalArgumentException.class, () -> new TemporalOrder(9));
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TemporalOrder(10).draw(0, random));
    assertThrows(IllegalArgumentException.class, () -> new CopyMemory(10).draw(0, random));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AddingProblem(10).draw(0, Precision.FLOAT, random));
  }
}
