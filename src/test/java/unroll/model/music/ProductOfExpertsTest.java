package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Elman;
import unroll.cell.Lstm;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.model.music.ProductOfExperts.Opinion;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class ProductOfExpertsTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;
  private static final int ROWS = 3;
  private static final int SYMBOLS = 5;

  private final Initializer init = Initializer.of(new SplittableRandom(5), Precision.DOUBLE);
  private final Tape tape = new Tape();

  /** Every symbol in its own place, but turned by the row and a number. */
  private static int[][] turned(int by) {
    int[][] places = new int[ROWS][SYMBOLS];
    for (int row = 0; row < ROWS; row++) {
      for (int v = 0; v < SYMBOLS; v++) {
        places[row][v] = (v + by * (row + 1)) % SYMBOLS;
      }
    }
    return places;
  }

  private Opinion opinion(int by) {
    return new Opinion(
        tape.constant(init.normal("expert" + by, ROWS, SYMBOLS, 1).matrix()), turned(by));
  }

  private static double[] flat(Value value) {
    return value.reshape(1, value.rows() * value.columns()).matrix().toArray()[0];
  }

  @Test
  void aProductOfOneIsTheExpertItself() {
    Opinion one = opinion(0);
    double[] probabilities = flat(ProductOfExperts.logProbabilities(List.of(one)).exp());
    assertArrayEquals(flat(one.logits().softmax()), probabilities, ROUNDING);
  }

  @Test
  void aUniformExpertChangesNothing() {
    Matrix level = Matrix.zeros(Precision.DOUBLE, ROWS, SYMBOLS);
    level.fill(-2.5);
    Opinion one = opinion(1);
    Opinion uniform = new Opinion(tape.constant(level), turned(2));
    assertArrayEquals(
        flat(ProductOfExperts.logProbabilities(List.of(one))),
        flat(ProductOfExperts.logProbabilities(List.of(one, uniform))),
        ROUNDING);
  }

  @Test
  @Published("Hinton 2002")
  void theProductOfProbabilitiesIsTheSoftmaxOfSummedLogits() {
    Opinion a = opinion(1);
    Opinion b = opinion(2);
    double[][] p = a.logits().softmax().matrix().toArray();
    double[][] q = b.logits().softmax().matrix().toArray();
    double[] expected = new double[ROWS * SYMBOLS];
    for (int row = 0; row < ROWS; row++) {
      double sum = 0;
      for (int v = 0; v < SYMBOLS; v++) {
        sum += p[row][a.places()[row][v]] * q[row][b.places()[row][v]];
      }
      for (int v = 0; v < SYMBOLS; v++) {
        expected[row * SYMBOLS + v] = p[row][a.places()[row][v]] * q[row][b.places()[row][v]] / sum;
      }
    }
    assertArrayEquals(
        expected, flat(ProductOfExperts.logProbabilities(List.of(a, b)).exp()), ROUNDING);
  }

  @Test
  void whatOneExpertRulesOutHasProbabilityZero() {
    int[][] places = turned(1);
    places[2][3] = ProductOfExperts.IMPOSSIBLE;
    Opinion strict = new Opinion(opinion(1).logits(), places);
    Value probabilities = ProductOfExperts.logProbabilities(List.of(opinion(2), strict)).exp();
    assertEquals(0, probabilities.matrix().get(2, 3));
  }

  @Test
  void expertsThatRuleOutEverythingAreRefusedNamingTheRow() {
    int[][] places = turned(1);
    places[1] = new int[] {-1, -1, -1, -1, -1};
    Opinion strict = new Opinion(opinion(1).logits(), places);
    assertEquals(
        "product of experts: in row 1 the experts together rule out every symbol",
        assertThrows(IllegalArgumentException.class, () -> ProductOfExperts.logits(List.of(strict)))
            .getMessage());
  }

  @Test
  void aPlaceBeyondTheExpertIsRefused() {
    int[][] places = turned(1);
    places[1][1] = SYMBOLS;
    Value logits = opinion(1).logits();
    assertEquals(
        "place 5 of an expert of 5 symbols",
        assertThrows(IllegalArgumentException.class, () -> new Opinion(logits, places))
            .getMessage());
  }

  @Test
  void aFifthUpIsOneIntervalFromEveryNote() {
    MelodyView intervals = MelodyView.intervals(25, 1, 12);
    Melody low = new Melody(new int[] {0, 25, 7}, new int[] {0, 0, 0});
    Melody high = new Melody(new int[] {9, 25, 16}, new int[] {0, 0, 0});
    // Across the rest (symbol 25), from the last pitch that sounded.
    assertEquals(12 + 7, intervals.place(low, 2, 7));
    assertEquals(12 + 7, intervals.place(high, 2, 16));
    assertEquals(25, intervals.place(high, 2, 25));
    assertEquals(ProductOfExperts.IMPOSSIBLE, intervals.place(low, 2, 13));
  }

  @Test
  void aThirdOfTheChordIsOnePlaceInEveryOctaveAndKey() {
    MelodyView tones = MelodyView.chordTones(25, 1);
    Melody melody = new Melody(new int[] {0, 0}, new int[] {0, 9});
    assertEquals(4, tones.place(melody, 0, 4));
    assertEquals(4, tones.place(melody, 0, 16));
    assertEquals(4, tones.place(melody, 1, 1)); // C sharp over A
    assertEquals(12, tones.place(melody, 1, 25));
  }

  private static final List<Melody> MELODIES =
      List.of(
          new Melody(new int[] {3, 5, 13, 8, 2}, new int[] {0, 0, 7, 7, 2}),
          new Melody(new int[] {12, 9, 6, 7, 11}, new int[] {4, 9, 9, 2, 2}));

  @Test
  void anOpinionIsAboutTheNextNoteOverTheNextChord() {
    MelodyExpert<?> expert = chordExpert();
    int[][] places = expert.opinion(tape, MELODIES, 14).places();
    // After note 1 of the first melody the chord changes from C to G: pitch 11 is its third.
    assertEquals(4, places[2][11]);
    assertEquals(13, MelodyExpert.targets(MELODIES)[2]);
  }

  private MelodyExpert<Lstm.State> intervalExpert() {
    MelodyView view = MelodyView.intervals(13, 1, 12);
    return MelodyExpert.of(view, Lstm.of(view.size(), 5, init), init);
  }

  private MelodyExpert<Elman.State> chordExpert() {
    MelodyView view = MelodyView.chordTones(13, 1);
    return MelodyExpert.of(view, Elman.of(view.size(), 4, init), init);
  }

  @Test
  void gradientMatchesFiniteDifferencesThroughBothExperts() {
    MelodyExpert<?> intervals = intervalExpert();
    MelodyExpert<?> chords = chordExpert();
    List<Parameter> both = new ArrayList<>(intervals.parameters());
    both.addAll(chords.parameters());
    double error =
        GradientCheck.error(
            both,
            t ->
                ProductOfExperts.loss(
                    List.of(intervals.opinion(t, MELODIES, 14), chords.opinion(t, MELODIES, 14)),
                    MelodyExpert.targets(MELODIES)),
            new SplittableRandom(6));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void gradientFlowsIntoEachExpert() {
    MelodyExpert<?> intervals = intervalExpert();
    MelodyExpert<?> chords = chordExpert();
    ProductOfExperts.loss(
            List.of(intervals.opinion(tape, MELODIES, 14), chords.opinion(tape, MELODIES, 14)),
            MelodyExpert.targets(MELODIES))
        .backward();
    for (MelodyExpert<?> expert : List.of(intervals, chords)) {
      for (Parameter parameter : expert.parameters()) {
        Matrix gradient = parameter.gradient();
        assertNotEquals(0, gradient.kernels().sumOfSquares(gradient), parameter.name());
      }
    }
  }

  @Test
  @Published("Johnson, Keller and Weintraut 2017")
  void aTransposedMelodyIsExpectedToGoOnTransposed() {
    Melody melody = new Melody(new int[] {6, 3, 5, 8}, new int[4]);
    Melody up = new Melody(new int[] {7, 4, 6, 9}, new int[4]);
    MelodyView view = MelodyView.intervals(13, 1, 12);
    Elman cell = Elman.of(view.size(), 5, init);
    // The first note alone is seen from the middle of the range; without memory it is forgotten.
    cell.recurrentWeights().matrix().fill(0);
    MelodyExpert<?> expert = MelodyExpert.of(view, cell, init);
    Matrix here = expert.opinion(tape, List.of(melody), 14).common().matrix();
    Matrix there = expert.opinion(tape, List.of(up), 14).common().matrix();
    for (int row = 1; row < 3; row++) {
      for (int v = 0; v < 12; v++) {
        assertEquals(here.get(row, v), there.get(row, v + 1), "row " + row + ", symbol " + v);
      }
    }
  }
}
