package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScaleTest {
  private static final Axis LINEAR = Axis.unnamed();
  private static final Axis LOG = Axis.unnamed().logarithmic();

  @Test
  void ticksStandAtRoundNumbers() {
    assertEquals("0 500 1000 1500 2000 2500 3000", labels(Scale.over(LINEAR, 0, 2990), 8));
  }

  @Test
  void ticksOfSmallStepsAreWrittenAlike() {
    assertEquals("1.5 2.0 2.5 3.0 3.5 4.0", labels(Scale.over(LINEAR, 1.53, 4.18), 6));
  }

  @Test
  void logarithmicTicksStandAtPowersOfTen() {
    assertEquals("10⁻⁵ 10⁻⁴ 0.001 0.01 0.1 1", labels(Scale.over(LOG, 1e-5, 1), 6));
  }

  @Test
  void manyDecadesAreThinned() {
    assertTrue(Scale.over(LOG, 1e-30, 1).ticks(6).size() <= 7);
  }

  @Test
  void underTwoDecadesThereIsMoreThanOneTick() {
    assertTrue(Scale.over(LOG, 0.3, 4).ticks(6).size() >= 3);
  }

  @Test
  void aSingleValueHasRoomAroundIt() {
    assertEquals(0.5, Scale.over(LINEAR, 7, 7).place(7), 1e-12);
  }

  @Test
  void equalRatiosAreEquallyFarApart() {
    Scale scale = new Scale(1, 100, true, List.of());
    assertEquals(0.5, scale.place(10), 1e-12);
  }

  @Test
  void barsStandOnZero() {
    assertEquals(0, Scale.fromZero(1.6, 3.3).low());
  }

  private static String labels(Scale scale, int most) {
    return scale.ticks(most).stream().map(Scale.Tick::label).collect(Collectors.joining(" "));
  }
}
