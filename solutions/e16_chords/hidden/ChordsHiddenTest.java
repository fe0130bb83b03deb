package e16_chords;

import e16_chords.Harmony.Heads;
import e16_chords.Harmony.Losses;
import e16_chords.Harmony.Split;
import e16_chords.Harmony.Tune;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/** The hidden tests of 16-chords: other progressions, shelves, sizes; arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class ChordsHiddenTest {
  private static final double EXACT = 0;

  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-11;

  // N, H, C, D: no two alike, so that no shape passes for another
  private static final int[][] SIZES = {{1, 3, 2, 4}, {6, 1, 5, 3}, {5, 4, 2, 7}};

  private final Harmony harmony;

  ChordsHiddenTest(Harmony harmony) {
    this.harmony = harmony;
  }

  @Test
  @Task(1)
  @Points(2)
  void keysAreRightForOtherProgressions() {
    Random random = new Random(16001);
    for (int length : new int[] {1, 7, 30}) {
      int[] chords = random.ints(length, 0, 96).toArray();
      int[][] keys = harmony.inAllKeys(chords);
      Expect.that("how many keys", keys.length).is(12, EXACT, "the number of rows");
      for (int k = 0; k < 12; k++) {
        int up = k;
        Expect.that("row " + k + " of a progression of " + length, row(keys[k]))
            .suspect(
                "the number goes up, not the root",
                row(Arrays.stream(chords).map(chord -> (chord + up) % 96).toArray()))
            .is(
                row(Arrays.stream(chords).map(chord -> ChordsOracle.up(chord, up)).toArray()),
                EXACT,
                "the root goes round, the family stays");
      }
    }
  }

  @Test
  @Task(1)
  void keysLeaveTheProgressionAlone() {
    int[] chords = new Random(16002).ints(9, 0, 96).toArray();
    DMatrixRMaj before = row(chords);
    int[][] keys = harmony.inAllKeys(chords);
    keys[0][0] = 7 - keys[0][0];
    Expect.unmodified("the progression", row(chords), before);
  }

  @Test
  @Task(value = 2, needs = 1)
  @Points(3)
  void splitIsRightForOtherShelves() {
    Random random = new Random(16003);
    for (int heldOut : new int[] {1, 3, 5}) {
      List<Tune> shelf = shelf(random, 20);
      Split split = harmony.split(shelf, heldOut);
      List<int[]> held = new ArrayList<>();
      List<int[]> learned = new ArrayList<>();
      for (Tune tune : shelf) {
        boolean isHeld = ChordsOracle.isHeld(shelf, tune.title(), heldOut);
        for (int k = 0; k < (isHeld ? 1 : 12); k++) {
          int up = k;
          int[] key =
              Arrays.stream(tune.chords()).map(chord -> ChordsOracle.up(chord, up)).toArray();
          (isHeld ? held : learned).add(key);
        }
      }
      compare("what is held out", split.heldOut(), held);
      compare("what is learned", split.learned(), learned);
    }
  }

  private static void compare(String what, int[][] came, List<int[]> expected) {
    Expect.that("how many progressions are in " + what, came.length)
        .is(expected.size(), EXACT, "titles, and keys only where something is learned");
    for (int n = 0; n < came.length; n++) {
      Expect.that(what + ", row " + n, row(came[n]))
          .is(row(expected.get(n)), EXACT, "the order of the shelf, keys one below the other");
    }
  }

  /** Tunes of one to six chords whose titles come again and again. */
  private static List<Tune> shelf(Random random, int tunes) {
    List<Tune> shelf = new ArrayList<>();
    for (int n = 0; n < tunes; n++) {
      String title = "Blues in " + (char) ('A' + random.nextInt(8));
      shelf.add(new Tune(title, random.ints(1 + random.nextInt(6), 0, 96).toArray()));
    }
    return shelf;
  }

  @Test
  @Task(value = 2, needs = 1)
  void splitLeavesTheTunesAlone() {
    List<Tune> shelf = shelf(new Random(16004), 12);
    List<DMatrixRMaj> before = shelf.stream().map(tune -> row(tune.chords())).toList();
    harmony.split(shelf, 2);
    for (int n = 0; n < shelf.size(); n++) {
      Expect.unmodified("tune " + n, row(shelf.get(n).chords()), before.get(n));
    }
  }

  @Test
  @Task(3)
  @Points(3)
  void lossesAndGradientsAreRightAtOddSizes() {
    Random random = new Random(16005);
    for (int[] size : SIZES) {
      Heads heads = ChordsOracle.heads(random, size[1], size[2], size[3]);
      Heads sum = ChordsOracle.heads(random, size[1], size[2], size[3]);
      Heads before = ChordsOracle.copy(sum);
      DMatrixRMaj h = ChordsOracle.gaussian(random, size[0], size[1]);
      int[] chords = random.ints(size[0], 0, size[2]).toArray();
      int[] durations = random.ints(size[0], 0, size[3]).toArray();
      if (size[0] > 1) {
        chords[2] = -1;
        durations[2] = -1;
      }
      String where = " for N = " + size[0] + ", H = " + size[1];
      Losses came = harmony.losses(heads, h, chords, durations, sum);
      double chord = ChordsOracle.nats(h, heads.wc(), heads.bc(), chords);
      double duration = ChordsOracle.nats(h, heads.wd(), heads.bd(), durations);
      Expect.that("the chord's loss" + where, came.chord()).is(chord, TOLERANCE, "score");
      Expect.that("the duration's loss" + where, came.duration()).is(duration, TOLERANCE, "score");
      Expect.that("the joint loss" + where, came.joint())
          .suspect("the heads are averaged, not added", (chord + duration) / 2)
          .is(chord + duration, TOLERANCE, "joint = chord + duration");
      DMatrixRMaj byChord = ChordsOracle.slope(h, heads.wc(), heads.bc(), chords, h);
      DMatrixRMaj byDuration = ChordsOracle.slope(h, heads.wd(), heads.bd(), durations, h);
      Expect.that("the gradient by the states" + where, came.dh())
          .suspect("only the chord's head blames the state", byChord)
          .suspect("only the duration's head blames the state", byDuration)
          .is(sum(byChord, byDuration), TOLERANCE, "dh = dOc Wc' + dOd Wd'");
      DMatrixRMaj wc = ChordsOracle.slope(h, heads.wc(), heads.bc(), chords, heads.wc());
      DMatrixRMaj bc = ChordsOracle.slope(h, heads.wc(), heads.bc(), chords, heads.bc());
      DMatrixRMaj wd = ChordsOracle.slope(h, heads.wd(), heads.bd(), durations, heads.wd());
      DMatrixRMaj bd = ChordsOracle.slope(h, heads.wd(), heads.bd(), durations, heads.bd());
      gradient("Wc" + where, sum.wc(), before.wc(), wc);
      gradient("bc" + where, sum.bc(), before.bc(), bc);
      gradient("Wd" + where, sum.wd(), before.wd(), wd);
      gradient("bd" + where, sum.bd(), before.bd(), bd);
    }
  }

  private static void gradient(
      String what, DMatrixRMaj came, DMatrixRMaj before, DMatrixRMaj slope) {
    // the difference, since a message may not show what was in the sum
    DMatrixRMaj overwritten = slope.copy();
    CommonOps_DDRM.subtractEquals(overwritten, before);
    DMatrixRMaj added = came.copy();
    CommonOps_DDRM.subtractEquals(added, before);
    Expect.that("what was added to the sum of gradients by " + what, added)
        .suspect("it overwrites what other batches blamed", overwritten)
        .suspect("nothing was added", slope.createLike())
        .is(slope, TOLERANCE, "each head's gradients are added to the sum");
  }

  @Test
  @Task(3)
  void lossesLeaveTheirArgumentsAlone() {
    Random random = new Random(16006);
    Heads heads = ChordsOracle.heads(random, 2, 3, 4);
    Heads before = ChordsOracle.copy(heads);
    DMatrixRMaj h = ChordsOracle.gaussian(random, 3, 2);
    DMatrixRMaj states = h.copy();
    int[] chords = {0, -1, 2};
    int[] durations = {3, -1, 1};
    harmony.losses(heads, h, chords, durations, ChordsOracle.heads(random, 2, 3, 4));
    Expect.unmodified("Wc", heads.wc(), before.wc());
    Expect.unmodified("bc", heads.bc(), before.bc());
    Expect.unmodified("Wd", heads.wd(), before.wd());
    Expect.unmodified("bd", heads.bd(), before.bd());
    Expect.unmodified("the states", h, states);
    Expect.unmodified("the chords", row(chords), row(0, -1, 2));
    Expect.unmodified("the durations", row(durations), row(3, -1, 1));
  }

  private static DMatrixRMaj sum(DMatrixRMaj a, DMatrixRMaj b) {
    DMatrixRMaj sum = a.copy();
    CommonOps_DDRM.addEquals(sum, b);
    return sum;
  }

  private static DMatrixRMaj row(int... values) {
    return new DMatrixRMaj(new double[][] {Arrays.stream(values).asDoubleStream().toArray()});
  }
}
