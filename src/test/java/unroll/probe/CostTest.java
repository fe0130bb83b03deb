package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static unroll.probe.ProbeFixtures.init;

import java.util.List;
import org.junit.jupiter.api.Test;
import unroll.cell.Elman;

class CostTest {
  @Test
  void memoryGrowsInProportionToTheLength() {
    List<Cost.Point> points = Cost.against(Elman.of(8, 32, init(1)), 16, 1, 40, 160);
    // What does not grow, the first state and its gradient, is 2 of some 200 matrices.
    assertEquals(4, points.get(1).bytes() / points.get(0).bytes(), 0.1);
  }

  @Test
  void bothPassesTakeTime() {
    Cost.Point point = Cost.against(Elman.of(2, 4, init(1)), 1, 3, 5).get(0);
    assertTrue(point.forwardSeconds() > 0 && point.backwardSeconds() > 0);
  }

  @Test
  void gradientsOfTheCellStayAsTheyWere() {
    Elman cell = Elman.of(2, 4, init(1));
    cell.bias().gradient().fill(7);
    assertEquals(1, Cost.against(cell, 1, 1, 5).size());
    assertEquals(7, cell.bias().gradient().get(0, 3));
  }

  @Test
  void lengthOfNoStepIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Cost.against(Elman.of(2, 4, init(1)), 1, 1, 0));
  }
}
