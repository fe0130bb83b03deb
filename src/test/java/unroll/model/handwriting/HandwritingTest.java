package unroll.model.handwriting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Lengths;
import unroll.cell.Lstm;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.tape.Value;
import unroll.train.Adam;
import unroll.train.Clip;

class HandwritingTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;
  private static final int[][] TEXTS = {{0, 2, 1, 2}, {1}, {2, 0}};

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(19), Precision.DOUBLE);
  }

  private static Handwriting<Lstm.State> network() {
    return Handwriting.of(Lstm.of(6, 5, init().named("cell")), 2, 3, init());
  }

  private static final Matrix MOVEMENTS = movements();

  private static Matrix movements() {
    Matrix movements = init().normal("x", 5 * 3, 3, 1).matrix();
    for (int row = 0; row < movements.rows(); row++) {
      movements.set(row, 2, row % 4 == 0 ? 1 : 0);
    }
    return movements;
  }

  @Test
  void gradientMatchesFiniteDifferencesThroughTheWindow() {
    Handwriting<?> network = network();
    double error =
        GradientCheck.error(
            network.parameters(),
            tape -> network.loss(tape, MOVEMENTS, Lengths.of(5, 2, 4), TEXTS),
            new SplittableRandom(20));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void movementsBehindAnEndCountForNothing() {
    Matrix other = MOVEMENTS.copy();
    other.rows(2 * 3 + 1, 2 * 3 + 2).fill(8); // the third movement of the example of two
    assertEquals(
        network().loss(Tape.off(), MOVEMENTS, Lengths.of(5, 2, 4), TEXTS).scalar(),
        network().loss(Tape.off(), other, Lengths.of(5, 2, 4), TEXTS).scalar());
  }

  @Test
  @Published("Graves 2013, equations 46 to 51")
  void theWindowIsThatOfEquations46To51() {
    SoftWindow window = SoftWindow.of(5, 2, init());
    Tape tape = Tape.off();
    SoftWindow.Text text = SoftWindow.Text.of(tape, Precision.DOUBLE, TEXTS, 3);
    Matrix h = init().normal("h", 3, 5, 1).matrix();
    SoftWindow.Reading first = window.read(tape.constant(h), window.start(text), text);
    SoftWindow.Reading second = window.read(tape.constant(h), first, text);
    double[][] raw = window.map().apply(tape.constant(h)).matrix().toArray();
    for (int b = 0; b < 3; b++) {
      double[] expected = new double[3];
      for (int u = 1; u <= TEXTS[b].length; u++) {
        for (int k = 0; k < 2; k++) {
          double kappa = 2 * Math.exp(raw[b][4 + k]); // the second step
          expected[TEXTS[b][u - 1]] +=
              Math.exp(raw[b][k]) * Math.exp(-Math.exp(raw[b][2 + k]) * (kappa - u) * (kappa - u));
        }
      }
      assertArrayEquals(expected, second.window().matrix().toArray()[b], ROUNDING);
    }
  }

  @Test
  void theWindowOnlyMovesForwards() {
    SoftWindow window = SoftWindow.of(5, 2, init());
    Tape tape = Tape.off();
    SoftWindow.Text text = SoftWindow.Text.of(tape, Precision.DOUBLE, TEXTS, 3);
    SoftWindow.Reading reading = window.start(text);
    for (int t = 0; t < 6; t++) {
      Value h = tape.constant(init().normal("h" + t, 3, 5, 4).matrix());
      SoftWindow.Reading next = window.read(h, reading, text);
      assertTrue(next.kappa().matrix().get(1, 1) > reading.kappa().matrix().get(1, 1));
      reading = next;
    }
  }

  @Test
  void writingEndsWhenTheWindowHasPassedTheText() {
    Handwriting<?> network = network();
    network.window().map().weights().matrix().fill(0);
    network.window().map().bias().matrix().fill(0); // one character a step
    List<double[]> written = network.write(new int[] {0, 1, 2}, 50, 0, new SplittableRandom(21));
    // On 3 + 1, behind the text, at the fourth step, which writes nothing any more.
    assertEquals(3, written.size());
  }

  @Test
  void theSameSeedWritesTheSame() {
    List<double[]> first = network().write(new int[] {0, 1}, 9, 1, new SplittableRandom(22));
    List<double[]> second = network().write(new int[] {0, 1}, 9, 1, new SplittableRandom(22));
    assertArrayEquals(first.toArray(), second.toArray());
  }

  @Test
  void circlesAreLearntFarBelowTheBestGaussian() {
    Initializer init = Initializer.seeded(3);
    Handwriting<Lstm.State> network =
        Handwriting.of(Lstm.of(6, 24, init.named("cell")), 2, 4, init);
    Matrix circle = Matrix.zeros(Precision.FLOAT, 36, 3);
    for (int t = 0; t < 36; t++) {
      circle.set(t, 0, Math.cos(Math.PI * t / 6));
      circle.set(t, 1, Math.sin(Math.PI * t / 6));
      circle.set(t, 2, t % 12 == 11 ? 1 : 0);
    }
    Adam adam = Adam.of(network.parameters(), 0.01);
    Tape tape = new Tape();
    double nats = 0;
    for (int step = 0; step < 150; step++) {
      tape.clear();
      Value loss = network.loss(tape, circle, Lengths.of(new int[] {36}), new int[][] {{0, 1, 2}});
      nats = loss.scalar();
      loss.backward();
      Clip.byNorm(network.parameters(), 5);
      adam.step();
    }
    // Two numbers of variance 1/2, and one end in twelve.
    double gaussian = Math.log(2 * Math.PI * Math.E / 2);
    double end = -(Math.log(1 / 12.0) + 11 * Math.log(11 / 12.0)) / 12;
    double reached = nats;
    assertTrue(reached < gaussian + end - 2, () -> reached + " nats per movement");
  }

  @Test
  void anEmptyTextIsRefused() {
    assertEquals(
        "a soft window needs at least one character to read",
        assertThrows(
                IllegalArgumentException.class,
                () -> network().write(new int[0], 9, 0, new SplittableRandom(1)))
            .getMessage());
  }

  private static List<double[]> line(int steps) {
    List<double[]> line = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      line.add(new double[] {Math.cos(t), Math.sin(t), t % 3 == 2 ? 1 : 0});
    }
    return line;
  }

  @Test
  void whatIsSaidOfEachMovementAddsUpToTheLoss() {
    List<double[]> line = line(6);
    Matrix movements = Matrix.zeros(Precision.DOUBLE, 7, 3);
    movements.set(0, 2, 1); // the pen is up before the first
    double nats = 0;
    Handwriting.Trace trace = network().trace(new int[] {0, 2, 1}, line);
    for (int t = 0; t < 6; t++) {
      double[] x = line.get(t);
      PenMixture said = trace.mixtures().get(t);
      nats -=
          Math.log(said.density(x[0], x[1])) + Math.log(x[2] == 1 ? said.end() : 1 - said.end());
      for (int c = 0; c < 3; c++) {
        movements.set(t + 1, c, x[c]);
      }
    }
    double loss =
        network().loss(Tape.off(), movements, Lengths.of(7), new int[][] {{0, 2, 1}}).scalar();
    assertEquals(loss, nats / 6, ROUNDING);
  }

  @Test
  void aTraceHasOneWindowAndOneMixtureAMovement() {
    Handwriting.Trace trace = network().trace(new int[] {0, 2}, line(5));
    assertArrayEquals(
        new int[] {2, 5, 3, 5},
        new int[] {
          trace.windows().length,
          trace.windows()[0].length,
          trace.weights().length,
          trace.weights()[0].length
        });
  }

  @Test
  void expectationsStandWhereThePenIs() {
    PenMixture near = new PenMixture(0.5, List.of(new PenMixture.Gaussian(1, 1, 2, 0.2, 0.2, 0)));
    double[][] sums =
        new Handwriting.Trace(List.of(near, near), List.of(new double[1], new double[1]))
            .expected(
                List.of(new double[] {10, 0, 0}, new double[] {1, 0, 0}),
                new double[] {0, 12, 0, 3},
                1);
    // Expected at (1, 2) first, and at (11, 2) when the pen has come to (10, 0).
    assertEquals(sums[0][1], sums[0][11], ROUNDING);
    assertTrue(sums[0][1] > 1e3 * sums[0][6], sums[0][6] + "");
  }

  @Test
  void goingOnFromNothingIsWriting() {
    List<double[]> on = network().goOn(new int[] {0, 1}, List.of(), 9, 1, new SplittableRandom(22));
    List<double[]> from = network().write(new int[] {0, 1}, 9, 1, new SplittableRandom(22));
    assertArrayEquals(from.toArray(), on.toArray());
  }

  @Test
  void whatWasBegunChangesWhatFollows() {
    int[] text = {0, 1, 2, 0, 1};
    List<double[]> one = network().goOn(text, line(4), 3, 1, new SplittableRandom(23));
    List<double[]> other = network().goOn(text, line(3), 3, 1, new SplittableRandom(23));
    assertTrue(Math.abs(one.get(0)[0] - other.get(0)[0]) > 1e-6);
  }

  @Test
  void theFirstLineOfAPageIsWrittenAsIfAlone() {
    List<List<double[]>> page =
        network().page(List.of(new int[] {0, 1}, new int[] {2}), 0, 9, 1, new SplittableRandom(24));
    List<double[]> alone = network().write(new int[] {0, 1}, 9, 1, new SplittableRandom(24));
    assertArrayEquals(alone.toArray(), page.get(0).toArray());
    assertEquals(2, page.size());
  }

  @Test
  void aPageWithoutLinesIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> network().page(List.of(), 0, 9, 1, new SplittableRandom(25)));
  }
}
