package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.data.Chord;
import unroll.data.Score;
import unroll.house.Published;

class ChordEstimateTest {
  private static final int BEATS = 3;

  @Test
  @Published("Viterbi 1967")
  void noPathOfChordsIsWorthMoreThanTheOneFound() {
    // every path of three beats is tried: 48^3
    SplittableRandom random = new SplittableRandom(1);
    for (int tune = 0; tune < 5; tune++) {
      int[][] heard = new int[BEATS][];
      List<Score.Note> notes = new ArrayList<>();
      for (int b = 0; b < BEATS; b++) {
        heard[b] = random.ints(3, 40, 64).distinct().toArray();
        for (int pitch : heard[b]) {
          notes.add(new Score.Note(b, b + 1, pitch));
        }
      }
      List<Chord> found = ChordEstimate.of(new Score.Part("left", notes), BEATS, 1);
      assertEquals(most(heard), worth(found, heard), 1e-12, "tune " + tune);
    }
  }

  private static double most(int[][] heard) {
    List<Chord> all = new ArrayList<>();
    for (Chord.Family family :
        List.of(
            Chord.Family.MAJOR,
            Chord.Family.MINOR,
            Chord.Family.SEVENTH,
            Chord.Family.DIMINISHED)) {
      for (int root = 0; root < 12; root++) {
        all.add(new Chord(root, family));
      }
    }
    double most = Double.NEGATIVE_INFINITY;
    for (Chord first : all) {
      for (Chord second : all) {
        for (Chord third : all) {
          most = Math.max(most, worth(List.of(first, second, third), heard));
        }
      }
    }
    return most;
  }

  /** The shares of the sound, less the silent tones, a quarter for the bass, less the changes. */
  private static double worth(List<Chord> path, int[][] heard) {
    double worth = 0;
    for (int b = 0; b < BEATS; b++) {
      Chord chord = path.get(b);
      for (int tone : chord.pitchClasses()) {
        long sounding = Arrays.stream(heard[b]).filter(pitch -> pitch % 12 == tone).count();
        worth += sounding == 0 ? -0.08 : (double) sounding / heard[b].length;
      }
      worth += Arrays.stream(heard[b]).min().orElseThrow() % 12 == chord.root() ? 0.25 : 0;
      worth -= b > 0 && !chord.equals(path.get(b - 1)) ? 0.4 : 0;
    }
    return worth;
  }
}
