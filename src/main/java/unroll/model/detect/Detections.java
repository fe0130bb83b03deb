package unroll.model.detect;

import java.util.Arrays;

/**
 * How detected events compare with true ones.
 *
 * @param hits events that were detected, each once
 * @param falseAlarms detections of nothing
 * @param misses events that were not detected
 */
public record Detections(int hits, int falseAlarms, int misses) {
  /**
   * Matches detections with true events, one to one: a pair may be at most the tolerance apart.
   * Both are walked through in order of time, and the earlier of two that do not fit is given up.
   * On a line with one tolerance for all this finds the most hits there can be.
   *
   * @param detected frames, in any order. Not modified.
   * @param events frames, in any order. Not modified.
   * @param tolerance at least 0, in frames
   * @return the counts
   * @throws IllegalArgumentException if the tolerance is negative
   */
  public static Detections count(int[] detected, int[] events, int tolerance) {
    int hits = lateness(detected, events, tolerance).length;
    return new Detections(hits, detected.length - hits, events.length - hits);
  }

  /**
   * Computes how late each hit came, matched as {@link #count} does.
   *
   * @param detected frames, in any order. Not modified.
   * @param events frames, in any order. Not modified.
   * @param tolerance at least 0, in frames
   * @return of each hit, in order of time: frames from the event to its detection, negative if that
   *     came first
   * @throws IllegalArgumentException if the tolerance is negative
   */
  public static int[] lateness(int[] detected, int[] events, int tolerance) {
    if (tolerance < 0) {
      throw new IllegalArgumentException("a tolerance of " + tolerance + " frames");
    }
    int[] heard = Arrays.stream(detected).sorted().toArray();
    int[] there = Arrays.stream(events).sorted().toArray();
    int[] frames = new int[Math.min(heard.length, there.length)];
    int hits = 0;
    int i = 0;
    int j = 0;
    while (i < heard.length && j < there.length) {
      long late = (long) heard[i] - there[j];
      if (Math.abs(late) <= tolerance) {
        frames[hits] = (int) late;
        hits++;
        i++;
        j++;
      } else if (late < 0) {
        i++;
      } else {
        j++;
      }
    }
    return Arrays.copyOf(frames, hits);
  }

  /**
   * Finds where a probability rises to a threshold: one detection each time, however long it stays
   * there.
   *
   * @param probabilities one a frame. Not modified.
   * @param threshold that counts as reached
   * @return the first frame of every stretch at or above the threshold, in order
   */
  public static int[] onsets(double[] probabilities, double threshold) {
    return java.util.stream.IntStream.range(0, probabilities.length)
        .filter(t -> probabilities[t] >= threshold)
        .filter(t -> t == 0 || probabilities[t - 1] < threshold)
        .toArray();
  }

  /**
   * Adds the counts of another signal.
   *
   * @param other of another signal
   * @return the counts of both together
   */
  public Detections plus(Detections other) {
    return new Detections(
        hits + other.hits, falseAlarms + other.falseAlarms, misses + other.misses);
  }

  /**
   * Computes the share of detections that were right.
   *
   * @return 0 to 1; 1 where nothing was detected
   */
  public double precision() {
    return ratio(hits, hits + falseAlarms);
  }

  /**
   * Computes the share of events that were detected.
   *
   * @return 0 to 1; 1 where there was no event
   */
  public double recall() {
    return ratio(hits, hits + misses);
  }

  /**
   * Computes the harmonic mean of precision and recall, {@code 2 hits / (2 hits + false alarms +
   * misses)}.
   *
   * @return 0 to 1; 1 where there was nothing to detect and nothing was detected
   */
  public double f1() {
    return ratio(2 * hits, 2 * hits + falseAlarms + misses);
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 1 : (double) part / whole;
  }
}
