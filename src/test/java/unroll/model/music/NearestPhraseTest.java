package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestPhraseTest {
  private static final int REST = 20;
  private static final Melody FIRST = melody(1, 2, 3, 4, 5, 6);
  private static final Melody SECOND = melody(0, 5, REST, 7, 7, 2, 4, 9);

  private final NearestPhrase learned = NearestPhrase.among(List.of(FIRST, SECOND), 20, 4);

  private static Melody melody(int... notes) {
    return new Melody(notes, new int[notes.length]);
  }

  @Test
  void aCopyInAnotherKeyIsACopy() {
    assertEquals(new NearestPhrase.Match(1, 1, 1), learned.nearest(melody(8, REST, 10, 10), 0));
  }

  @Test
  void aChangedNoteIsLeftAndReachedByOtherIntervals() {
    assertEquals(0.5, learned.nearest(melody(8, REST, 11, 10), 0).likeness());
  }

  @Test
  void aRestMustStandInBoth() {
    Melody moved = melody(8, 10, 10, REST);
    assertEquals(0.25, learned.nearest(moved, 0).likeness());
  }

  @Test
  void theIntervalIntoThePhraseDoesNotCount() {
    assertEquals(1, learned.nearest(melody(19, 3, 8, REST, 10), 1).likeness());
  }

  @Test
  void phrasesAreJudgedSideBySide() {
    assertArrayEquals(
        new double[] {1, 0.75}, learned.likeness(melody(1, 2, 3, 4, 9, 9, 4, 11, 11)));
  }

  @Test
  void aMelodyShorterThanAPhraseIsRefused() {
    assertEquals(
        "a melody of 3 steps has no phrase of 4",
        assertThrows(IllegalArgumentException.class, () -> learned.likeness(melody(1, 2, 3)))
            .getMessage());
  }

  @Test
  void withoutAPhraseThereIsNothingToCompareWith() {
    assertThrows(IllegalArgumentException.class, () -> NearestPhrase.among(List.of(FIRST), 20, 7));
  }
}
