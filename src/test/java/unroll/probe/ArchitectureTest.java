package unroll.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unroll.house.Published;

class ArchitectureTest {
  @Test
  void plainNetworkPassesEveryStepBetween() {
    Architecture.Path path = Architecture.stacked(1).shortestPath(3, 5).orElseThrow();
    assertEquals(List.of("x3", "h1@3", "h1@4", "h1@5", "o5"), path.nodes());
  }

  @Test
  void plainPathIsTheLagAndTwo() {
    assertArrayEquals(new double[] {2, 3, 4, 5}, Architecture.stacked(1).lengthByLag(3));
  }

  @Test
  void everyStackedLayerAddsOne() {
    assertArrayEquals(new double[] {4, 5, 6}, Architecture.stacked(3).lengthByLag(2));
  }

  @Test
  @Published("Graves 2013")
  void skipsOverDepthTakeTheLayersAway() {
    assertArrayEquals(
        new double[] {2, 3, 4}, Architecture.stacked(3).withDepthSkips().lengthByLag(2));
  }

  @Test
  void deepTransitionMultipliesTheLag() {
    assertArrayEquals(
        new double[] {4, 7, 10}, Architecture.stacked(1).withTransitionDepth(3).lengthByLag(2));
  }

  @Test
  @Published("Pascanu et al. 2014")
  void shortcutBridgesTheDeepTransition() {
    Architecture bridged = Architecture.stacked(1).withTransitionDepth(3).withShortcut();
    assertArrayEquals(new double[] {4, 5, 6}, bridged.lengthByLag(2));
  }

  @Test
  @Published("Zhang et al. 2016")
  void skipOverTimeDividesTheLag() {
    Architecture skipping = Architecture.stacked(1).withDelays(1, 5);
    assertEquals(2 + 4, skipping.shortestPath(0, 20).orElseThrow().length());
  }

  @Test
  void remainderOfALagGoesStepByStep() {
    Architecture skipping = Architecture.stacked(1).withDelays(1, 5);
    assertEquals(2 + 4 + 3, skipping.shortestPath(0, 23).orElseThrow().length());
  }

  @Test
  void removedConnectionsLeaveLagsThatNothingReaches() {
    Architecture removed = Architecture.stacked(1).withDelays(5);
    assertEquals(Optional.empty(), removed.shortestPath(0, 7));
    assertEquals(4, removed.shortestPath(0, 10).orElseThrow().length());
  }

  @Test
  void lagWithoutAPathIsNotANumber() {
    assertArrayEquals(
        new double[] {2, Double.NaN, 3}, Architecture.stacked(1).withDelays(2).lengthByLag(2));
  }

  @Test
  void outputBeforeTheInputIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Architecture.stacked(1).shortestPath(3, 2));
  }

  @Test
  void architectureWithoutLayersIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Architecture.stacked(0));
  }
}
