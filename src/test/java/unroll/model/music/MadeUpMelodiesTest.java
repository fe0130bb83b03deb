package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MadeUpMelodiesTest {
  private static final double[] TONES = {4, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1};

  // leaps of -1, 0 and 1 semitone
  private final MadeUpMelodies world = new MadeUpMelodies(new double[] {1, 2, 3}, TONES, 5, 3);

  @Test
  void theNextNoteIsAProduct() {
    // over root 2, after pitch 2: pitches 1, 2, 3 are tones 11, 0, 1
    assertArrayEquals(new double[] {0, 1 / 9.0, 8 / 9.0, 0, 0}, world.next(2, 2), 1e-15);
  }

  @Test
  void atTheEdgeTheRestIsShared() {
    // after pitch 4 over root 0: tones 3 and 4
    assertArrayEquals(new double[] {0, 0, 0, 0, 1}, world.next(4, 0), 1e-15);
  }

  @Test
  void theChordLastsAsLongAsItShould() {
    int[] roots = world.draw(9, new SplittableRandom(1)).roots();
    for (int t = 0; t < 9; t++) {
      assertEquals(roots[t / 3 * 3], roots[t]);
    }
  }

  @Test
  void whatIsImpossibleIsNotDrawn() {
    Melody melody = world.draw(200, new SplittableRandom(2));
    for (int t = 1; t < 200; t++) {
      assertTrue(world.next(melody.notes()[t - 1], melody.roots()[t])[melody.notes()[t]] > 0);
    }
  }

  @Test
  void theTruthCostsItsLogarithms() {
    Melody melody = new Melody(new int[] {2, 2, 1}, new int[] {2, 2, 1});
    // 8/9, then after pitch 2 over root 1: tones 0, 1, 2 with weights 4, 0, 3
    double expected = -(Math.log(8 / 9.0) + Math.log(4 / 7.0)) / 2;
    assertEquals(expected, world.nats(List.of(melody)), 1e-12);
  }

  @Test
  void drawnNotesAreAsCommonAsTheyAreLikely() {
    MadeUpMelodies still = new MadeUpMelodies(new double[] {1, 1, 1}, TONES, 3, 1);
    SplittableRandom random = new SplittableRandom(3);
    int middle = 0;
    double expected = 0;
    for (int i = 0; i < 4000; i++) {
      Melody melody = still.draw(2, random);
      middle += melody.notes()[1] == 1 ? 1 : 0;
      expected += still.next(1, melody.roots()[1])[1];
    }
    assertEquals(expected, middle, 4 * Math.sqrt(1000));
  }

  @Test
  void tablesOfTheWrongSizeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new MadeUpMelodies(new double[2], TONES, 5, 3));
  }
}
