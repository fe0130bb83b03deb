package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.matrix.Precision;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.tape.Tape;

class SoloistTest {
  private static final int PITCHES = 13;
  private static final int SYMBOLS = 15;
  private static final int REACH = 3;
  private static final double ROUNDING = 1e-9;

  private static final Melody OVER =
      new Melody(
          new int[] {3, 5, 13, 8, 9, 14, 7, 7, 6, 4, 4, 2},
          new int[] {0, 0, 0, 7, 7, 7, 2, 2, 2, 9, 9, 9},
          new int[] {145, 145, 145, 2180, 2180, 2180, 580, 580, 580, 530, 530, 530},
          new int[] {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3});

  private final Soloist soloist =
      Soloist.of(
          List.of(MelodyView.intervals(PITCHES, 2, REACH), MelodyView.chordTones(PITCHES, 2)),
          4,
          5,
          SYMBOLS,
          Initializer.of(new SplittableRandom(5), Precision.DOUBLE));

  private Melody played(int given, double temperature) {
    return soloist.play(OVER, given, Sampler.at(temperature), new SplittableRandom(1));
  }

  @Test
  void whatIsPlayedStepByStepIsWhatTheWholeMelodyMakesLikely() {
    Melody played = played(3, 0);
    double[][] likely = soloist.probabilities(played);
    for (int t = 3; t < played.length(); t++) {
      double most = Arrays.stream(likely[t - 1]).max().getAsDouble();
      assertEquals(most, likely[t - 1][played.notes()[t]], ROUNDING, "step " + t);
    }
  }

  @Test
  void whatWasGivenStays() {
    assertArrayEquals(new int[] {3, 5, 13, 8}, Arrays.copyOf(played(4, 1).notes(), 4));
  }

  @Test
  void theMelodyThatIsPlayedOverStays() {
    played(1, 1);
    assertEquals(5, OVER.notes()[1]);
  }

  @Test
  void noLeapIsWiderThanAnExpertAllows() {
    Melody played = played(1, Double.POSITIVE_INFINITY);
    int before = played.notes()[0];
    for (int note : played.notes()) {
      if (note < PITCHES) {
        assertTrue(Math.abs(note - before) <= REACH, () -> Arrays.toString(played.notes()));
        before = note;
      }
    }
  }

  @Test
  void natsAreTheMeanOfTheLogarithms() {
    double nats = 0;
    double[][] likely = soloist.probabilities(OVER);
    for (int t = 1; t < OVER.length(); t++) {
      nats -= Math.log(likely[t - 1][OVER.notes()[t]]);
    }
    assertEquals(nats / 11, soloist.nats(List.of(OVER)), ROUNDING);
  }

  @Test
  void melodiesCountByTheirLength() {
    Melody first = OVER.part(0, 3);
    double expected = (2 * soloist.nats(List.of(first)) + 11 * soloist.nats(List.of(OVER))) / 13;
    assertEquals(expected, soloist.nats(List.of(first, OVER)), ROUNDING);
  }

  @Test
  void theLossIsWhatIsMeasured() {
    double loss = soloist.loss(Tape.off(), List.of(OVER), Optional.empty()).scalar();
    assertEquals(soloist.nats(List.of(OVER)), loss, ROUNDING);
  }

  @Test
  void itLearnsTheWeightsOfAllExperts() {
    assertEquals(
        soloist.experts().stream().mapToInt(expert -> expert.parameters().size()).sum(),
        soloist.parameters().size());
  }

  @Test
  void withoutANoteThereIsNoStart() {
    assertEquals(
        "of 12 notes 1 or more can be given, not 0",
        assertThrows(IllegalArgumentException.class, () -> played(0, 1)).getMessage());
  }

  @Test
  void withoutExpertsThereIsNoSoloist() {
    assertThrows(IllegalArgumentException.class, () -> new Soloist(List.of(), SYMBOLS));
  }

  @Test
  void nothingIsMeasuredOnNothing() {
    assertThrows(IllegalArgumentException.class, () -> soloist.nats(List.of()));
  }
}
