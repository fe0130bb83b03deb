package unroll.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
  /** Eleven different characters, so that a symbol is its place. */
  private static final Corpus ELEVEN = Corpus.of("0123456789A");

  @Test
  void rowsAreStepAfterStepAndLaneBesideLane() {
    Window first = Windows.of(ELEVEN, 2, 3).get(0);
    assertArrayEquals(new int[] {0, 5, 1, 6, 2, 7}, first.inputs());
  }

  @Test
  void theTargetIsTheNextCharacter() {
    Window first = Windows.of(ELEVEN, 2, 3).get(0);
    assertArrayEquals(new int[] {1, 6, 2, 7, 3, 8}, first.targets());
  }

  @Test
  void aLaneGoesOnInTheNextWindow() {
    Window second = Windows.of(ELEVEN, 2, 3).get(1);
    assertArrayEquals(new int[] {3, 8, 4, 9, 0, 0}, second.inputs());
  }

  @Test
  void targetsBehindTheEndOfALaneAreMasked() {
    Window second = Windows.of(ELEVEN, 2, 3).get(1);
    assertArrayEquals(new int[] {4, 9, 5, 10, -1, -1}, second.targets());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,3", "3,1", "2,5", "5,2", "4,7", "10,1", "7,3", "200,9"})
  void everyPredictionCountsExactlyOnce(int batch, int steps) {
    Windows windows = Windows.covering(ELEVEN, batch, steps);
    Map<Integer, Integer> seen = new HashMap<>();
    for (Window window : windows) {
      for (int i = 0; i < window.targets().length; i++) {
        if (window.targets()[i] != Window.MASKED) {
          assertEquals(window.inputs()[i] + 1, window.targets()[i]);
          seen.merge(window.targets()[i], 1, Integer::sum);
        }
      }
    }
    assertEquals(10, seen.size());
    assertTrue(seen.values().stream().allMatch(count -> count == 1), seen::toString);
  }

  @Test
  void predictionsAreThoseNotMasked() {
    assertEquals(4, Windows.of(ELEVEN, 2, 3).get(1).predictions());
  }

  @Test
  void helloIsOneWindow() {
    Windows windows = Windows.of(Corpus.of("hello"), 1, 4);
    assertEquals(1, windows.size());
    assertEquals("hell", windows.text().vocabulary().decode(windows.get(0).inputs()));
  }

  @Test
  void aTextShorterThanAWindowIsRefusedWithTheLengthNeeded() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Windows.of(ELEVEN, 2, 6)).getMessage();
    assertTrue(message.contains("has 11 characters") && message.contains("needs 13"), message);
  }

  @Test
  void oneCharacterHasNothingToPredict() {
    assertThrows(IllegalArgumentException.class, () -> Windows.covering(Corpus.of("a"), 1, 1));
  }

  @Test
  void aWindowOutsideTheTextIsRefused() {
    assertThrows(IndexOutOfBoundsException.class, () -> Windows.of(ELEVEN, 2, 3).get(2));
  }
}
