package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MelodyStyleTest {
  private static final int C_MAJOR = 1 | 1 << 4 | 1 << 7;

  private static Melody overC(int... notes) {
    int[] tones = new int[notes.length];
    java.util.Arrays.fill(tones, C_MAJOR);
    return new Melody(notes, new int[notes.length], tones, new int[notes.length]);
  }

  // the same twice, but for the interval that leads into it
  private static final Melody TWO_BARS =
      overC(18, Rags.HOLD, 20, Rags.REST, 17, Rags.HOLD, 19, Rags.REST);

  @Test
  void pausesAndHeldStepsAreShares() {
    MelodyStyle style = MelodyStyle.of(TWO_BARS, 4);
    assertEquals(0.25, style.rests());
    assertEquals(0.25, style.holds());
  }

  @Test
  void chordTonesAreASharesOfTheNotesOnly() {
    assertEquals(0.5, MelodyStyle.of(overC(12, 14, Rags.REST), 4).chordTones());
  }

  @Test
  void movedChordsHaveOtherTones() {
    assertEquals(1, MelodyStyle.chordTones(overC(2, 6, 9), 2));
  }

  @Test
  void leapsGoFromNoteToNoteAcrossRests() {
    assertEquals(3, MelodyStyle.of(overC(10, Rags.REST, 12, Rags.HOLD, 8), 4).meanLeap());
  }

  @Test
  void barsAreComparedAsIntervals() {
    assertArrayEquals(new double[] {1, 0.75}, MelodyStyle.selfSimilarity(TWO_BARS, 4)[0]);
  }

  @Test
  void aBarIsNotItsOwnRepetition() {
    assertEquals(0.75, MelodyStyle.of(TWO_BARS, 4).repeats());
    assertEquals(0, MelodyStyle.of(TWO_BARS.part(0, 4), 4).repeats());
  }
}
