package unroll.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import unroll.house.Published;

class ScheduleTest {
  private static final double ROUNDING = 1e-12;

  @Test
  void linearKeepsTheRateUntilTheDecay() {
    assertEquals(1, Schedule.linear(0.5, 0.1).factor(51, 101), ROUNDING);
  }

  @Test
  void linearEndsAtTheLastFactor() {
    assertEquals(0.1, Schedule.linear(0.5, 0.1).factor(101, 101), ROUNDING);
  }

  @Test
  void linearIsHalfWayInTheMiddleOfTheDecay() {
    assertEquals(0.55, Schedule.linear(0.5, 0.1).factor(76, 101), ROUNDING);
  }

  @Test
  @Published("Loshchilov and Hutter 2017, equation 5")
  void cosineRunsFromOneToTheLastFactor() {
    Schedule cosine = Schedule.cosine(0.2);
    assertEquals(1, cosine.factor(1, 101), ROUNDING);
    assertEquals(0.6, cosine.factor(51, 101), ROUNDING);
    assertEquals(0.2, cosine.factor(101, 101), ROUNDING);
  }

  @Test
  void aRunOfOneStepKeepsTheRate() {
    assertEquals(1, Schedule.linear(0, 0.1).factor(1, 1), ROUNDING);
  }

  @Test
  void aDecayThatGrowsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Schedule.linear(0.5, 2));
  }

  // The lists are of PyTorch 2.13.0: get_last_lr() of a run of seven steps at rate 1.

  @Test
  void steppedIsStepLr() {
    // torch.optim.lr_scheduler.StepLR(step_size=3, gamma=0.5)
    assertArrayEquals(new double[] {1, 1, 1, 0.5, 0.5, 0.5, 0.25}, seven(Schedule.stepped(3, 0.5)));
  }

  @Test
  void exponentialIsExponentialLr() {
    // ExponentialLR(gamma=0.9)
    assertArrayEquals(
        new double[] {1, 0.9, 0.81, 0.729, 0.6561, 0.59049, 0.531441},
        seven(Schedule.exponential(0.9)),
        ROUNDING);
  }

  @Test
  void cosineIsCosineAnnealingLr() {
    // CosineAnnealingLR(T_max=6, eta_min=0.2)
    assertArrayEquals(
        new double[] {1, 0.9464101615137757, 0.8, 0.6, 0.4, 0.2535898384862246, 0.2},
        seven(Schedule.cosine(0.2)),
        ROUNDING);
  }

  @Test
  void linearIsLinearLr() {
    // LinearLR(start_factor=1, end_factor=0.1, total_iters=6)
    assertArrayEquals(
        new double[] {1, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1},
        seven(Schedule.linear(0, 0.1)),
        ROUNDING);
  }

  @Test
  void theConstantIsOne() {
    assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1, 1}, seven(Schedule.CONSTANT));
  }

  @Test
  @Published("Goyal et al. 2017, section 2.2")
  void aWarmUpRisesInAStraightLineAndTheRestIsARunOfItsOwn() {
    assertArrayEquals(
        new double[] {0.25, 0.5, 0.75, 1, 1, 0.55, 0.1},
        seven(Schedule.linear(0, 0.1).warmedUp(4)),
        ROUNDING);
  }

  @Test
  void aWarmUpLongerThanTheRunOnlyRises() {
    assertEquals(0.7, Schedule.cosine(0.1).warmedUp(10).factor(7, 7), ROUNDING);
  }

  @Test
  void aWarmUpOfNoStepsIsNone() {
    assertArrayEquals(seven(Schedule.cosine(0.2)), seven(Schedule.cosine(0.2).warmedUp(0)));
  }

  @Test
  void aWarmUpOfFewerThanNoStepsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Schedule.CONSTANT.warmedUp(-1));
  }

  @Test
  void aDecayThatNeverComesDueIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Schedule.stepped(0, 0.5));
  }

  @Test
  void anExponentialThatGrowsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Schedule.exponential(1.1));
  }

  private static double[] seven(Schedule schedule) {
    return IntStream.rangeClosed(1, 7).mapToDouble(step -> schedule.factor(step, 7)).toArray();
  }
}
