package e16_chords;

import e16_chords.Harmony.Heads;
import e16_chords.Harmony.Losses;
import e16_chords.Harmony.Split;
import e16_chords.Harmony.Tune;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Approval;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;

/**
 * The public tests of 16-chords, written against the contract; start them from an IDE if you like.
 *
 * <p>Logits that are logarithms make probabilities of fourths and halves, and states that are unit
 * rows make gradients that can be read off.
 */
@ExtendWith(SubjectExtension.class)
class ChordsTest {
  /** Chords are whole numbers. */
  private static final double EXACT = 0;

  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The table is rounded to four places; a last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);

  private final Harmony harmony;

  ChordsTest(Harmony harmony) {
    this.harmony = harmony;
  }

  @Test
  @Task(1)
  @Points(2)
  void rootsGoRoundAndFamiliesStay() {
    // B major, C of family 1, B of family 1
    int[][] keys = keys(new int[] {11, 12, 23});
    Expect.that("B, C and B of the next family, one semitone up", row(keys[1]))
        .suspect(
            "the number goes up, not the root: B turns into C of another family", row(12, 13, 24))
        .suspect("the family is lost", row(0, 1, 0))
        .suspect("row k is moved down by k, not up", row(10, 23, 22))
        .suspect("row 1 is moved by two: row 0 is the progression itself", row(1, 14, 13))
        .is(row(0, 13, 12), EXACT, "the root: (root + k) % 12; the family as it was");
    Expect.that("the same in its own key", row(keys[0]))
        .suspect("row 0 is moved already", row(0, 13, 12))
        .is(row(11, 12, 23), EXACT, "row 0, the progression itself");
    Expect.that("the same eleven semitones up", row(keys[11]))
        .suspect(
            "the number goes up, not the root: C turns into B of another family", row(22, 23, 34))
        .is(row(10, 23, 22), EXACT, "row 11: one semitone below where it began");
  }

  @Test
  @Task(1)
  void keysAreTheApprovedOnes(Approval approval) {
    // Dmin7 G7 Cmaj7 A7b9 in families min7 = 2, 7 = 1, maj7 = 0, 7b9 = 3
    List<String> roots = List.of("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B");
    List<String> families = List.of("maj7", "7", "min7", "7b9");
    StringBuilder text = new StringBuilder("Two, five, one in twelve keys\n");
    for (int[] key : keys(new int[] {26, 19, 0, 45})) {
      StringBuilder line = new StringBuilder();
      for (int chord : key) {
        String family = families.get(Math.floorMod(chord / 12, families.size()));
        line.append(String.format("%-8s", roots.get(Math.floorMod(chord, 12)) + family));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    approval.verify("keys", text.toString());
  }

  private int[][] keys(int[] chords) {
    int[][] keys = harmony.inAllKeys(chords);
    if (keys.length != 12 || Arrays.stream(keys).anyMatch(key -> key.length != chords.length)) {
      throw new AssertionError(
          "the keys: expected 12 rows of "
              + chords.length
              + " chords, came "
              + keys.length
              + " rows.\nLook at the array that is returned: one row a key");
    }
    return keys;
  }

  /** Four recordings of one, two, three and four chords; the third has the title of the first. */
  private static final List<Tune> SHELF =
      List.of(
          new Tune("Whispering", new int[] {3}),
          new Tune("Avalon", new int[] {17, 10}),
          new Tune("Whispering", new int[] {5, 22, 15}),
          new Tune("Margie", new int[] {10, 3, 20, 3}));

  @Test
  @Task(value = 2, needs = 1)
  @Points(2)
  void titlesStayOnOneSide() {
    Expect.that(
            "how often each recording (row) is held out and learned (columns)",
            counts(harmony.split(SHELF, 1), 4))
        .suspect(
            "a second recording of a held-out title was forgotten: it is learned, the split leaks",
            matrix(4, 1, 0, 0, 12, 0, 12, 0, 12))
        .suspect(
            "held-out tunes are learned in other keys: the split leaks",
            matrix(4, 1, 11, 0, 12, 1, 11, 0, 12))
        .suspect("one title too many is held out", matrix(4, 1, 0, 1, 0, 1, 0, 0, 12))
        .suspect("the last title is held out, not the first", matrix(4, 0, 12, 0, 12, 0, 12, 1, 0))
        .suspect(
            "held-out tunes are moved to twelve keys, too", matrix(4, 12, 0, 0, 12, 12, 0, 0, 12))
        .suspect("what is learned was not moved to twelve keys", matrix(4, 1, 0, 0, 1, 1, 0, 0, 1))
        .is(
            matrix(4, 1, 0, 0, 12, 1, 0, 0, 12),
            EXACT,
            "titles first, then keys: held out once each, learned in twelve keys");
  }

  @Test
  @Task(value = 2, needs = 1)
  void titlesAreCountedNotRecordings() {
    List<Tune> shelf =
        List.of(
            new Tune("Dinah", new int[] {1}),
            new Tune("Dinah", new int[] {2, 1}),
            new Tune("Linger Awhile", new int[] {3, 1, 3}),
            new Tune("Wabash Blues", new int[] {4, 9, 4, 9}));
    Expect.that(
            "two titles are held out: how often each recording (row) is held out and learned",
            counts(harmony.split(shelf, 2), 4))
        .suspect("recordings are counted, not titles", matrix(4, 1, 0, 1, 0, 0, 12, 0, 12))
        .is(
            matrix(4, 1, 0, 1, 0, 1, 0, 0, 12),
            EXACT,
            "the first two titles, whatever their number of recordings");
  }

  @Test
  @Task(value = 2, needs = 1)
  void sidesKeepTheOrderOfTheShelf() {
    Split split = harmony.split(SHELF, 1);
    Expect.that("the first chords of what is held out", firsts(split.heldOut()))
        .is(row(3, 5), EXACT, "the order of the shelf, each in its own key");
    Expect.that("the first chords of what is learned", firsts(split.learned()))
        .suspect(
            "it goes key by key; the keys of one tune stand together",
            row(
                17, 10, 18, 11, 19, 0, 20, 1, 21, 2, 22, 3, 23, 4, 12, 5, 13, 6, 14, 7, 15, 8, 16,
                9))
        .is(
            row(
                17, 18, 19, 20, 21, 22, 23, 12, 13, 14, 15, 16, 10, 11, 0, 1, 2, 3, 4, 5, 6, 7, 8,
                9),
            EXACT,
            "the order of the shelf, the twelve keys of each tune one below the other");
  }

  /** How often the recording of n chords, n = 1, 2, ..., is held out and learned. */
  private static DMatrixRMaj counts(Split split, int recordings) {
    DMatrixRMaj counts = new DMatrixRMaj(recordings, 2);
    int[][][] sides = {split.heldOut(), split.learned()};
    for (int side = 0; side < 2; side++) {
      for (int[] chords : sides[side]) {
        if (chords.length < 1 || chords.length > recordings) {
          throw new AssertionError(
              "a progression in the split: expected one of the shelf, came one of "
                  + chords.length
                  + " chords.\nLook at what is added to the two sides");
        }
        counts.add(chords.length - 1, side, 1);
      }
    }
    return counts;
  }

  private static DMatrixRMaj firsts(int[][] rows) {
    return row(Arrays.stream(rows).mapToDouble(chords -> chords[0]).toArray());
  }

  // The chord's head hears unit 0 only, the duration's head unit 1 only; the states are unit rows.
  // p(chord) = (3/4, 1/4) and (1/2, 1/2); p(duration) = (1/3, 1/3, 1/3) and (1/2, 1/4, 1/4)
  private static final Heads HEADS =
      new Heads(
          matrix(2, LN3, 0, 0, 0),
          matrix(1, 0, 0),
          matrix(2, 0, 0, 0, LN2, 0, 0),
          matrix(1, 0, 0, 0));
  private static final DMatrixRMaj STATES = matrix(2, 1, 0, 0, 1);
  private static final int[] CHORDS = {0, 1};
  private static final int[] DURATIONS = {2, 0};
  private static final double CHORD = (Math.log(4 / 3.0) + LN2) / 2;
  private static final double DURATION = (LN3 + LN2) / 2;

  @Test
  @Task(3)
  void lossesOfBothHeadsWorkOutOnPaper() {
    Losses losses = harmony.losses(HEADS, STATES, CHORDS, DURATIONS, zeros(2, 2, 3));
    Expect.that("the chord's loss", losses.chord())
        .is(CHORD, TOLERANCE, "score(h, wc, bc, chords)");
    Expect.that("the duration's loss", losses.duration())
        .is(DURATION, TOLERANCE, "score(h, wd, bd, durations)");
    Expect.that("the joint loss", losses.joint())
        .suspect("the heads are averaged, not added", (CHORD + DURATION) / 2)
        .suspect("it is the chord's loss alone", CHORD)
        .suspect("it is the duration's loss alone", DURATION)
        .suspect(
            "losses are multiplied; probabilities are, and so logarithms are added",
            CHORD * DURATION)
        .is(CHORD + DURATION, TOLERANCE, "joint = chord + duration");
  }

  @Test
  @Task(3)
  @Points(2)
  void bothHeadsBlameTheState() {
    Losses losses = harmony.losses(HEADS, STATES, CHORDS, DURATIONS, zeros(2, 2, 3));
    Expect.that("the gradient by the states", losses.dh())
        .suspect("only the chord's head blames the state", matrix(2, -LN3 / 8, 0, LN3 / 4, 0))
        .suspect(
            "only the duration's head blames the state: was the chord's overwritten?",
            matrix(2, 0, LN2 / 6, 0, -LN2 / 4))
        .suspect(
            "the heads are averaged, not added", matrix(2, -LN3 / 16, LN2 / 12, LN3 / 8, -LN2 / 8))
        .suspect("the state learns nothing: dh is zero", new DMatrixRMaj(2, 2))
        .is(
            matrix(2, -LN3 / 8, LN2 / 6, LN3 / 4, -LN2 / 4),
            TOLERANCE,
            "dh = dOc Wc' + dOd Wd': what two roads lead to is blamed on both");
  }

  @Test
  @Task(3)
  @Points(2)
  void gradientsOfTheHeadsAreAdded() {
    Heads sum = zeros(2, 2, 3);
    for (DMatrixRMaj m : List.of(sum.wc(), sum.bc(), sum.wd(), sum.bd())) {
      m.fill(10);
    }
    harmony.losses(HEADS, STATES, CHORDS, DURATIONS, sum);
    gradient("Wc", sum.wc(), matrix(2, -0.125, 0.125, 0.25, -0.25));
    gradient("bc", sum.bc(), matrix(1, 0.125, -0.125));
    gradient("Wd", sum.wd(), matrix(2, 1 / 6.0, 1 / 6.0, -1 / 3.0, -0.25, 0.125, 0.125));
    gradient("bd", sum.bd(), matrix(1, -1 / 12.0, 7 / 24.0, -5 / 24.0));
  }

  private static void gradient(String name, DMatrixRMaj came, DMatrixRMaj added) {
    DMatrixRMaj expected = added.copy();
    CommonOps_DDRM.add(expected, 10);
    DMatrixRMaj untouched = added.createLike();
    untouched.fill(10);
    Expect.that("the gradient by " + name + ", added to tens", came)
        .suspect("it overwrites what other batches blamed", added)
        .suspect("nothing was added", untouched)
        .is(expected, TOLERANCE, "d" + name + ": it is added to the sum");
  }

  @Test
  @Task(3)
  void trainedHeadsAreTheApprovedOnes(Approval approval) {
    // eight states on a circle, three chords and two durations, the last state is padding
    DMatrixRMaj h = new DMatrixRMaj(8, 2);
    for (int n = 0; n < 8; n++) {
      h.set(n, 0, Math.cos(Math.PI * n / 4));
      h.set(n, 1, Math.sin(Math.PI * n / 4));
    }
    int[] chords = {0, 0, 1, 1, 2, 2, 0, -1};
    int[] durations = {1, 0, 1, 0, 1, 0, 1, -1};
    Heads heads = zeros(2, 3, 2);
    StringBuilder text = new StringBuilder("Two heads on a circle of states, rate 0.5\n");
    text.append(" step   chord  duration   joint  size of dh\n");
    for (int step = 0; step <= 40; step++) {
      Heads sum = zeros(2, 3, 2);
      Losses losses = harmony.losses(heads, h, chords, durations, sum);
      if (step % 8 == 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "%5d  %.4f    %.4f  %.4f      %.4f\n",
                step,
                losses.chord(),
                losses.duration(),
                losses.joint(),
                size(losses.dh())));
      }
      CommonOps_DDRM.addEquals(heads.wc(), -0.5, sum.wc());
      CommonOps_DDRM.addEquals(heads.bc(), -0.5, sum.bc());
      CommonOps_DDRM.addEquals(heads.wd(), -0.5, sum.wd());
      CommonOps_DDRM.addEquals(heads.bd(), -0.5, sum.bd());
    }
    approval.verify("heads", text.toString(), LAST_PLACE);
  }

  private static double size(DMatrixRMaj m) {
    return Math.sqrt(CommonOps_DDRM.dot(row(m.data), row(m.data)));
  }

  private static Heads zeros(int units, int chords, int durations) {
    return new Heads(
        new DMatrixRMaj(units, chords),
        new DMatrixRMaj(1, chords),
        new DMatrixRMaj(units, durations),
        new DMatrixRMaj(1, durations));
  }

  private static DMatrixRMaj matrix(int rows, double... values) {
    return new DMatrixRMaj(rows, values.length / rows, true, values);
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj row(int[] values) {
    return row(Arrays.stream(values).asDoubleStream().toArray());
  }
}
