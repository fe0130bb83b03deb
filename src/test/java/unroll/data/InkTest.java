package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.data.StrokeFont.Point;

class InkTest {
  private static final double ROUNDING = 1e-12;

  private static List<List<Point>> line(double x1, double y1, double x2, double y2) {
    return List.of(List.of(new Point(x1, y1), new Point(x2, y2)));
  }

  @Test
  void aLineThroughPixelCentresIsBlackThereAndFadesBeside() {
    double[] picture = Ink.picture(line(0, 1.5, 3, 1.5), 3, 1.2);
    assertArrayEquals(new double[] {0.1, 0.1, 0.1, 1, 1, 1, 0.1, 0.1, 0.1}, picture, ROUNDING);
  }

  @Test
  void aLineEndsWhereItEnds() {
    double[] picture = Ink.picture(line(0.5, 0.5, 0.5, 0.5), 3, 1);
    assertArrayEquals(new double[] {1, 0, 0, 0, 0, 0, 0, 0, 0}, picture, ROUNDING);
  }

  @Test
  void centredStrokesStandUprightInTheMiddle() {
    List<Point> stroke = Ink.centred(line(100, 0, 300, 400), 10, 100).get(0);
    assertEquals(List.of(new Point(4, 7), new Point(6, 3)), stroke);
  }

  @Test
  void aSteadyHandBendsNothing() {
    List<List<Point>> strokes = line(1, 2, 3, 4);
    assertEquals(strokes, new Ink(0, 0, 0).bent(strokes, new SplittableRandom(1)));
  }

  @Test
  void aSlantMovesHighPointsSideways() {
    List<Point> bent = new Ink(1, 0, 0).bent(line(0, 0, 0, 1), new SplittableRandom(1)).get(0);
    double lean = new SplittableRandom(1).nextGaussian();
    assertEquals(List.of(new Point(0, 0), new Point(lean, 1)), bent);
  }
}
