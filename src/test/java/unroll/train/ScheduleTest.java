package unroll.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

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
}
