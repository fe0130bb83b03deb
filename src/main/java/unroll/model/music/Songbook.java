package unroll.model.music;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import unroll.data.Chord;
import unroll.data.ChordChart;

/**
 * Tunes to learn from and tunes held out. Its job is to keep them apart: a tune is on one side or
 * the other, and is moved to other keys only there, so no key of a held-out tune is ever learned.
 *
 * @param train tunes in their own keys
 * @param heldOut tunes in their own keys
 * @param beats the durations that occur, ascending: duration number d lasts {@code beats[d]} beats.
 *     Not copied.
 */
public record Songbook(List<Tune> train, List<Tune> heldOut, int[] beats) {
  /** The keys that a tune can be in. */
  public static final int KEYS = 12;

  /** Copies the lists. */
  public Songbook {
    train = List.copyOf(train);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * Shuffles charts and holds some out.
   *
   * @param charts each of another tune
   * @param heldOut how many, at least 1 and not all
   * @param seed of the shuffle
   * @return the tunes
   * @throws IllegalArgumentException if nothing would be left on a side, or two charts have the
   *     same title
   */
  public static Songbook of(List<ChordChart> charts, int heldOut, long seed) {
    if (heldOut < 1 || heldOut >= charts.size()) {
      throw new IllegalArgumentException(
          "of " + charts.size() + " tunes " + heldOut + " cannot be held out");
    }
    if (charts.stream().map(ChordChart::title).distinct().count() < charts.size()) {
      throw new IllegalArgumentException(
          "two charts have the same title: one might be learned and the other held out");
    }
    int[] beats =
        charts.stream()
            .flatMap(chart -> chart.changes().stream())
            .mapToInt(ChordChart.Change::beats)
            .distinct()
            .sorted()
            .toArray();
    List<Tune> tunes = new ArrayList<>(charts.stream().map(chart -> tune(chart, beats)).toList());
    Collections.shuffle(tunes, new Random(seed));
    return new Songbook(tunes.subList(heldOut, tunes.size()), tunes.subList(0, heldOut), beats);
  }

  private static Tune tune(ChordChart chart, int[] beats) {
    return new Tune(
        chart.changes().stream().mapToInt(change -> change.chord().number()).toArray(),
        chart.changes().stream()
            .mapToInt(change -> Arrays.binarySearch(beats, change.beats()))
            .toArray());
  }

  /**
   * Moves a tune to another key.
   *
   * @param tune of chords numbered as {@link Chord#number} does. Not modified.
   * @param semitones up, or down if negative
   * @return the moved tune
   */
  public static Tune transposed(Tune tune, int semitones) {
    return new Tune(
        Arrays.stream(tune.chords())
            .map(number -> Chord.of(number).transposed(semitones).number())
            .toArray(),
        tune.durations());
  }

  /**
   * Moves tunes to all keys.
   *
   * @param tunes of one side
   * @return twelve times as many
   */
  public static List<Tune> inAllKeys(List<Tune> tunes) {
    return IntStream.range(0, KEYS)
        .boxed()
        .flatMap(key -> tunes.stream().map(tune -> transposed(tune, key)))
        .toList();
  }

  /**
   * Writes a tune as a chart does, to be seen or played.
   *
   * @param tune of this book's chords and durations. Not modified.
   * @return its chords, each with its beats
   */
  public List<ChordChart.Change> changes(Tune tune) {
    return IntStream.range(0, tune.length())
        .mapToObj(
            i -> new ChordChart.Change(Chord.of(tune.chords()[i]), beats[tune.durations()[i]]))
        .toList();
  }

  /**
   * Draws tunes to learn from, each in any key.
   *
   * @param count B
   * @param random the source of the draws
   * @return B of the training tunes
   */
  public List<Tune> draw(int count, RandomGenerator random) {
    return random
        .ints(count, 0, train.size())
        .mapToObj(which -> transposed(train.get(which), random.nextInt(KEYS)))
        .toList();
  }
}
