package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Elman;
import unroll.data.Chord;
import unroll.data.Datasets;
import unroll.data.Score;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Tape;

class RagsTest {
  private static final int QUARTER = 96;
  private static final int SIXTEENTH = QUARTER / 4;

  private static Score.Note note(int fromStep, int toStep, int pitch) {
    return new Score.Note((long) fromStep * SIXTEENTH, (long) toStep * SIXTEENTH, pitch);
  }

  private static Melody melody(List<Score.Note> right, List<Score.Note> left) {
    return Rags.melody(
        new Score(
            "test", QUARTER, 2, List.of(new Score.Part("r", right), new Score.Part("l", left))));
  }

  private static final List<Score.Note> C_MAJOR_THEN_G7 =
      List.of(
          note(0, 2, 36),
          note(2, 4, 52),
          note(2, 4, 55),
          note(2, 4, 48), // C, then e g c
          note(4, 6, 40),
          note(6, 8, 48),
          note(6, 8, 55), // E, then c g
          note(8, 10, 43),
          note(10, 12, 53),
          note(10, 12, 47),
          note(10, 12, 50), // G, f b d
          note(12, 14, 38),
          note(14, 16, 53),
          note(14, 16, 47),
          note(14, 16, 55)); // D, f b g

  @Test
  void aNoteStartsThenHoldsThenRests() {
    Melody melody = melody(List.of(note(0, 2, 72), note(3, 4, 74)), C_MAJOR_THEN_G7);
    assertArrayEquals(
        new int[] {72 - Rags.LOWEST, Rags.HOLD, Rags.REST, 74 - Rags.LOWEST}, melody.notes());
  }

  @Test
  void theHighestNoteIsTheMelody() {
    Melody melody =
        melody(
            List.of(note(0, 4, 60), note(0, 2, 72), note(1, 2, 64), note(2, 3, 84)),
            C_MAJOR_THEN_G7);
    assertArrayEquals(
        new int[] {72 - Rags.LOWEST, Rags.HOLD, 84 - Rags.LOWEST, Rags.HOLD}, melody.notes());
  }

  @Test
  void anAlternatingBassIsOneChord() {
    Melody melody = melody(List.of(note(0, 16, 72)), C_MAJOR_THEN_G7);
    Chord c = new Chord(0, Chord.Family.MAJOR);
    Chord g7 = new Chord(7, Chord.Family.SEVENTH);
    for (int t = 0; t < 16; t++) {
      Chord expected = (t < 8 ? c : g7).transposed(-Rags.LOWEST);
      assertEquals(expected.root(), melody.roots()[t], "step " + t);
      int tones = Arrays.stream(expected.pitchClasses()).map(p -> 1 << p).sum();
      assertEquals(tones, melody.tones()[t], "step " + t);
    }
  }

  @Test
  void placesCountTheSixteenthsOfABar() {
    Melody melody = melody(List.of(note(0, 10, 72)), C_MAJOR_THEN_G7);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 0, 1}, melody.places());
  }

  @Test
  void aNoteOutOfRangeIsMovedByOctaves() {
    Melody melody = melody(List.of(note(0, 1, 50), note(1, 2, 103)), C_MAJOR_THEN_G7);
    assertArrayEquals(new int[] {62 - Rags.LOWEST, 91 - Rags.LOWEST}, melody.notes());
  }

  @Test
  void theEightRagsHaveMostlyChordTones() throws IOException {
    List<Melody> rags = Rags.read(Datasets.catalogue().named("music").orElseThrow());
    assertEquals(8, rags.size());
    for (Melody rag : rags) {
      int inside = 0;
      int pitches = 0;
      for (int t = 0; t < rag.length(); t++) {
        if (rag.notes()[t] < Rags.PITCHES) {
          pitches++;
          inside += rag.tones()[t] >> rag.notes()[t] % 12 & 1;
        }
      }
      // Three or four of twelve classes would be 25 to 33 % by chance.
      assertTrue(inside > 0.6 * pitches, inside + " of " + pitches);
    }
  }

  @Test
  void noRagLeapsBeyondTheReach() throws IOException {
    MelodyView view = MelodyView.intervals(Rags.PITCHES, Rags.SPECIALS, Rags.REACH);
    for (Melody rag : Rags.read(Datasets.catalogue().named("music").orElseThrow())) {
      for (int t = 1; t < rag.length(); t++) {
        assertTrue(view.place(rag, t, rag.notes()[t]) != ProductOfExperts.IMPOSSIBLE);
      }
    }
  }

  @Test
  void aTransposedMelodyLooksTheSameToBothExperts() {
    Melody melody =
        melody(List.of(note(0, 2, 72), note(3, 4, 76), note(5, 8, 67)), C_MAJOR_THEN_G7);
    Melody moved = melody.transposed(3, Rags.PITCHES);
    for (MelodyView view :
        List.of(
            MelodyView.intervals(Rags.PITCHES, Rags.SPECIALS, Rags.REACH),
            MelodyView.chordTones(Rags.PITCHES, Rags.SPECIALS))) {
      for (int t = 1; t < melody.length(); t++) {
        assertEquals(
            view.place(melody, t, melody.notes()[t]), view.place(moved, t, moved.notes()[t]));
      }
    }
  }

  @Test
  void anExpertHearsTheChordOfTheStepThatItPredicts() {
    MelodyView view = MelodyView.chordTones(Rags.PITCHES, Rags.SPECIALS);
    Initializer init = Initializer.of(new SplittableRandom(5), Precision.DOUBLE);
    Elman cell = Elman.of(MelodyExpert.inputs(view, 8), 4, init);
    MelodyExpert<Elman.State> expert = MelodyExpert.hearing(view, 8, cell, init);
    int[] notes = {3, 5, Rags.HOLD};
    int[] roots = {0, 0, 0};
    int[] places = {0, 1, 2};
    Melody major = new Melody(notes, roots, new int[] {0x91, 0x91, 0x91}, places);
    Melody minorLater = new Melody(notes, roots, new int[] {0x91, 0x91, 0x89}, places);
    Matrix first = logits(expert, major);
    Matrix second = logits(expert, minorLater);
    assertEquals(first.get(0, 0), second.get(0, 0));
    assertTrue(Math.abs(first.get(1, 0) - second.get(1, 0)) > 1e-6);
  }

  @Test
  void gradientMatchesFiniteDifferencesWithAllThatIsHeard() {
    MelodyView view = MelodyView.intervals(5, 1, 4);
    Initializer init = Initializer.of(new SplittableRandom(6), Precision.DOUBLE);
    Elman cell = Elman.of(MelodyExpert.inputs(view, 3), 4, init);
    MelodyExpert<Elman.State> expert = MelodyExpert.hearing(view, 3, cell, init);
    List<Melody> melodies =
        List.of(
            new Melody(
                new int[] {3, 5, 0, 4},
                new int[] {0, 1, 2, 3},
                new int[] {5, 6, 7, 8},
                new int[] {0, 1, 2, 3}));
    double error =
        GradientCheck.error(
            expert.parameters(),
            tape ->
                ProductOfExperts.loss(
                    List.of(expert.opinion(tape, melodies, 6)), MelodyExpert.targets(melodies)),
            new SplittableRandom(7));
    assertTrue(error < 1e-7, () -> "error " + error);
  }

  @Test
  void aMelodyMovedByAnOctaveKeepsItsChords() {
    Melody melody = melody(List.of(note(0, 2, 67), note(2, 4, 76)), C_MAJOR_THEN_G7);
    Melody up = melody.transposed(12, Rags.PITCHES);
    assertArrayEquals(melody.roots(), up.roots());
    assertArrayEquals(melody.tones(), up.tones());
    assertEquals(melody.notes()[2] + 12, up.notes()[2]);
  }

  @Test
  void aPartOutsideTheMelodyIsRefused() {
    Melody melody = new Melody(new int[] {1, 2}, new int[2]);
    assertEquals(
        "no part from 1 to 3 in a melody of 2 notes",
        assertThrows(IllegalArgumentException.class, () -> melody.part(1, 3)).getMessage());
  }

  private static Matrix logits(MelodyExpert<?> expert, Melody melody) {
    return expert.opinion(Tape.off(), List.of(melody), Rags.SYMBOLS).logits().matrix();
  }

  @Test
  void passagesComeFromAllMelodiesThatAreLongEnough() {
    Melody one = new Melody(new int[] {1, 1, 1}, new int[3]);
    Melody two = new Melody(new int[] {2, 2, 2, 2}, new int[4]);
    Melody tooShort = new Melody(new int[] {3}, new int[1]);
    List<Melody> passages =
        Rags.passages(List.of(one, tooShort, two), 300, 3, new SplittableRandom(1));
    long ones = passages.stream().filter(passage -> passage.notes()[0] == 1).count();
    assertTrue(passages.stream().allMatch(passage -> passage.length() == 3));
    // One of three starts; four deviations of a binomial either way.
    assertEquals(100, ones, 33);
  }

  @Test
  void passagesLongerThanEveryMelodyAreRefused() {
    Melody one = new Melody(new int[] {1}, new int[1]);
    assertEquals(
        "no melody has 2 steps",
        assertThrows(
                IllegalArgumentException.class,
                () -> Rags.passages(List.of(one), 1, 2, new SplittableRandom(1)))
            .getMessage());
  }

  private static final List<Score.Note> MELODY =
      List.of(note(0, 2, 72), note(3, 4, 74), note(4, 12, 67), note(12, 16, 71));

  @Test
  void aWrittenMelodySoundsAsLongAsItIsHeld() {
    Score score = Rags.score("again", melody(MELODY, C_MAJOR_THEN_G7));
    int sixteenth = score.ticksPerQuarter() / 2;
    assertEquals(
        MELODY,
        score.parts().get(0).notes().stream()
            .map(
                note ->
                    note((int) note.from() / sixteenth, (int) note.to() / sixteenth, note.pitch()))
            .toList());
  }

  @Test
  void theChordsOfAMelodyCountInEighths() {
    assertEquals(
        "[Change[chord=C, beats=4], Change[chord=G7, beats=4]]",
        Rags.chords(melody(MELODY, C_MAJOR_THEN_G7)).toString());
  }

  @Test
  void theLeftHandStridesOnEighths() {
    Score score = Rags.score("again", melody(MELODY, C_MAJOR_THEN_G7));
    assertArrayEquals(
        new int[] {36, 43, 43, 38},
        score.parts().get(2).notes().stream().mapToInt(Score.Note::pitch).toArray());
  }

  @Test
  void aChordThatEndsWithinAnEighthIsRefused() {
    Melody odd = melody(MELODY, C_MAJOR_THEN_G7).part(0, 9);
    assertThrows(IllegalArgumentException.class, () -> Rags.chords(odd));
  }

  @Test
  void aChordOfNoFamilyIsRefused() {
    Melody rootsOnly = new Melody(new int[] {1, 2}, new int[] {0, 0});
    assertThrows(IllegalArgumentException.class, () -> Rags.chords(rootsOnly));
  }

  @Test
  void everyShippedRagCanBeWrittenDown() throws IOException {
    for (Melody rag : Rags.read(Datasets.catalogue().named("music").orElseThrow())) {
      assertEquals(3, Rags.score("rag", rag.part(0, rag.length() / 8 * 8)).parts().size());
    }
  }
}
