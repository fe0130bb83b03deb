package unroll.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DetectionsTest {
  @Test
  void oneDetectionBetweenTwoEventsIsOneHit() {
    assertEquals(new Detections(1, 0, 1), Detections.count(new int[] {10}, new int[] {8, 12}, 2));
  }

  @Test
  void twoDetectionsOfOneEventAreOneHitAndOneFalseAlarm() {
    assertEquals(new Detections(1, 1, 0), Detections.count(new int[] {9, 10}, new int[] {10}, 2));
  }

  @Test
  void theToleranceIsIncluded() {
    assertEquals(new Detections(1, 0, 0), Detections.count(new int[] {13}, new int[] {10}, 3));
    assertEquals(new Detections(0, 1, 1), Detections.count(new int[] {14}, new int[] {10}, 3));
  }

  @Test
  void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
    Detections counts = new Detections(6, 2, 4);
    assertEquals(0.75, counts.precision());
    assertEquals(0.6, counts.recall());
    assertEquals(2 / (1 / 0.75 + 1 / 0.6), counts.f1(), 1e-15);
  }

  @Test
  void silenceHeardAsSilenceIsPerfect() {
    assertEquals(1, Detections.count(new int[0], new int[0], 1).f1());
  }

  @Test
  void aStretchAboveTheThresholdIsOneOnset() {
    double[] probabilities = {0.6, 0.7, 0.1, 0.5, 0.49, 0.9, 0.9};
    assertArrayEquals(new int[] {0, 3, 5}, Detections.onsets(probabilities, 0.5));
  }

  @Test
  void noPairingHasMoreHits() {
    SplittableRandom random = new SplittableRandom(9);
    for (int trial = 0; trial < 300; trial++) {
      int[] detected = random.ints(random.nextInt(6), 0, 12).toArray();
      int[] events = random.ints(random.nextInt(6), 0, 12).toArray();
      int tolerance = random.nextInt(4);
      assertEquals(
          best(detected, events, tolerance, 0, 0),
          Detections.count(detected, events, tolerance).hits());
    }
  }

  /** Tries every pairing: detection i with each event that is not yet taken, or with none. */
  private static int best(int[] detected, int[] events, int tolerance, int i, int taken) {
    if (i == detected.length) {
      return 0;
    }
    int most = best(detected, events, tolerance, i + 1, taken);
    for (int j = 0; j < events.length; j++) {
      if ((taken & 1 << j) == 0 && Math.abs(detected[i] - events[j]) <= tolerance) {
        most = Math.max(most, 1 + best(detected, events, tolerance, i + 1, taken | 1 << j));
      }
    }
    return most;
  }

  @Test
  void aNegativeToleranceIsRefused() {
    assertEquals(
        "a tolerance of -1 frames",
        assertThrows(
                IllegalArgumentException.class, () -> Detections.count(new int[0], new int[0], -1))
            .getMessage());
  }

  @Test
  void latenessIsThatOfEachHitInOrderOfTime() {
    assertArrayEquals(
        new int[] {2, -1}, Detections.lateness(new int[] {29, 12, 60}, new int[] {30, 10}, 3));
  }

  @Test
  void latenessOfNoHitIsEmpty() {
    assertEquals(0, Detections.lateness(new int[] {5}, new int[] {9}, 3).length);
  }
}
