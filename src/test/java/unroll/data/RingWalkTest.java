package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;

/** The robot on a ring moves as it is said, and its best answer is the best. */
class RingWalkTest {
  private static final int MANY = 20_000;

  /** Four standard errors of a share over {@link #MANY} rows. */
  private static final double CHANCE = 0.015;

  private static final double ROUNDING = 1e-12;

  private static RingWalk.Examples drawn(double slip) {
    return new RingWalk(40, slip).draw(MANY / 40, Precision.DOUBLE, new SplittableRandom(3));
  }

  @Test
  void wheelsThatNeverSlipObey() {
    RingWalk.Examples walk = drawn(0);
    for (int row = 0; row < MANY; row++) {
      int before = row < walk.batch() ? 0 : walk.places()[row - walk.batch()];
      int command = (int) (walk.inputs().get(row, 1) + 2 * walk.inputs().get(row, 2));
      assertEquals(Math.floorMod(before + command - 1, 12), walk.places()[row], "row " + row);
    }
  }

  @Test
  void twoThirdsOfTheSlipsAreDisobedient() {
    RingWalk.Examples walk = drawn(0.3);
    double disobeyed = 0;
    for (int row = walk.batch(); row < MANY; row++) {
      int move = Math.floorMod(walk.places()[row] - walk.places()[row - walk.batch()] + 1, 12);
      disobeyed += walk.inputs().get(row, move) == 1 ? 0 : 1;
    }
    assertEquals(0.2, disobeyed / (MANY - walk.batch()), CHANCE);
  }

  @Test
  void signsAreThereInThreeStepsOfTenAndMostlyRight() {
    RingWalk.Examples walk = drawn(0.3);
    double signs = 0;
    double right = 0;
    for (int row = 0; row < MANY; row++) {
      for (int k = 0; k < 12; k++) {
        signs += walk.inputs().get(row, 3 + k);
      }
      right += walk.inputs().get(row, 3 + walk.places()[row]);
    }
    assertEquals(0.3, signs / MANY, CHANCE);
    assertEquals(0.75 + 0.25 / 12, right / signs, 2 * CHANCE);
  }

  @Test
  @Published("Rabiner 1989, section III.A")
  void bestAnswerFollowsBayesOnPaper() {
    // told to go forward, with a sign of place 1: 0.9 and two of 0.05 before the sign is weighed
    Matrix inputs = Matrix.zeros(Precision.DOUBLE, 1, RingWalk.INPUTS);
    inputs.set(0, 2, 1);
    inputs.set(0, 3 + 1, 1);
    RingWalk.Examples one = new RingWalk.Examples(inputs, new int[] {1}, 1);
    double[] p = new RingWalk(1, 0.15).best(one, false)[0];
    double named = 0.75 + 0.25 / 12;
    double other = 0.25 / 12;
    double sum = 0.9 * named + 0.1 * other;
    assertEquals(0.9 * named / sum, p[1], ROUNDING);
    assertEquals(0.05 * other / sum, p[0], ROUNDING);
    assertEquals(0.05 * other / sum, p[11], ROUNDING);
  }

  @Test
  void bestAnswerIsCalibrated() {
    // of the places held likely with probability p, a share p is right: as many in all
    RingWalk.Examples walk = drawn(0.15);
    for (boolean told : new boolean[] {true, false}) {
      double[][] best = new RingWalk(40, 0.15).best(walk, told);
      double expected = 0;
      double right = 0;
      for (int row = 0; row < MANY; row++) {
        double[] p = best[row];
        int likeliest = 0;
        for (int k = 1; k < 12; k++) {
          likeliest = p[k] > p[likeliest] ? k : likeliest;
        }
        expected += p[likeliest];
        right += likeliest == walk.places()[row] ? 1 : 0;
      }
      assertEquals(expected / MANY, right / MANY, CHANCE, "told: " + told);
    }
  }

  @Test
  void whoIsToldKnowsMore() {
    RingWalk.Examples walk = drawn(0.15);
    assertTrue(nats(walk, true) < 0.5 * nats(walk, false));
  }

  private static double nats(RingWalk.Examples walk, boolean told) {
    double[][] p = new RingWalk(40, 0.15).best(walk, told);
    double nats = 0;
    for (int row = 0; row < MANY; row++) {
      nats -= Math.log(p[row][walk.places()[row]]) / MANY;
    }
    return nats;
  }

  @Test
  void refusesNoStepsAndNoProbability() {
    assertThrows(IllegalArgumentException.class, () -> new RingWalk(0, 0.1));
    assertThrows(IllegalArgumentException.class, () -> new RingWalk(3, 1.1));
    assertThrows(IllegalArgumentException.class, () -> new RingWalk(3, Double.NaN));
    RingWalk walk = new RingWalk(3, 0.1);
    SplittableRandom random = new SplittableRandom(1);
    assertThrows(IllegalArgumentException.class, () -> walk.draw(0, Precision.FLOAT, random));
  }
}
