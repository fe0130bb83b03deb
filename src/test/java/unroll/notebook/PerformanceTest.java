package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.MidiFile;
import unroll.data.Score;
import unroll.data.Score.Note;

/** The synthesiser is heard by spectrum and level: a test has no ears. */
class PerformanceTest {
  private static final int[] PITCHES = {60, 69, 76};

  /** Three keys of half a second each, one after the other. */
  private static final MidiFile FILE =
      MidiFile.of(
          new Score(
              "x",
              2,
              4,
              List.of(
                  new Score.Part(
                      "tune",
                      List.of(
                          new Note(0, 2, PITCHES[0]),
                          new Note(2, 4, PITCHES[1]),
                          new Note(4, 6, PITCHES[2]))))));

  private static final Performance PLAYED = Performance.of("Three <keys>", FILE);

  @TempDir Path temp;

  /** How strong a frequency is in the middle of a note. */
  private static double strength(int note, double hertz) {
    return PLAYED.strength(0.5 * note + 0.05, 0.5 * note + 0.45, hertz);
  }

  private static double hertz(double pitch) {
    return 440 * Math.pow(2, (pitch - 69) / 12);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void fundamentalStandsOutAmongItsNeighbours(int note) {
    double expected = strength(note, hertz(PITCHES[note]));
    for (double beside : new double[] {-5, -4, -3, -2, 2, 3, 4, 5}) {
      assertTrue(
          expected > 10 * strength(note, hertz(PITCHES[note] + beside)),
          "key " + PITCHES[note] + " against " + beside + " semitones beside it");
    }
  }

  @Test
  void strengthIsAnAmplitude() {
    // all strengths at once: what the loudest part of a note has is under the loudest sample
    double fundamental = strength(1, hertz(PITCHES[1]));
    assertTrue(fundamental > 0.05 && fundamental < Performance.PEAK, "amplitude " + fundamental);
  }

  @Test
  void strengthAsksForAStretchWithinTheSound() {
    for (double[] stretch : new double[][] {{-1, 1}, {1, 1}, {0, 3}}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> PLAYED.strength(stretch[0], stretch[1], 440))
              .getMessage();
      assertTrue(message.endsWith("it lasts 2.70 s"), message);
    }
  }

  @Test
  void loudestSampleIsAtThePeak() {
    double loudest = Arrays.stream(PLAYED.samples()).map(Math::abs).max().orElse(0);
    assertEquals(Performance.PEAK, loudest, 1e-9);
  }

  @Test
  void itIsHeardAllTheTime() {
    double[] samples = PLAYED.samples();
    for (int tenth = 0; tenth < 15; tenth++) {
      int from = tenth * Performance.RATE / 10;
      double level =
          Math.sqrt(
              Arrays.stream(samples, from, from + Performance.RATE / 10)
                  .map(x -> x * x)
                  .average()
                  .orElse(0));
      assertTrue(level > 0.02, "level " + level + " at " + tenth + " tenths of a second");
    }
  }

  @Test
  void itEndsInSilence() {
    double[] samples = PLAYED.samples();
    assertEquals(0, samples[samples.length - 1], 1e-4);
  }

  @Test
  void itLastsAsLongAsTheMusicAndItsEcho() {
    assertEquals(1.5 + 1.2, PLAYED.sound().seconds(), 0.01);
  }

  @Test
  void pageHoldsTheMidiFileToKeep() throws Exception {
    String html = (String) PLAYED.bundle().data().get("text/html");
    Matcher link =
        Pattern.compile("<a download=\"three-keys\\.mid\" href=\"data:audio/midi;base64,([^\"]+)\"")
            .matcher(html);
    assertTrue(link.find(), html.substring(html.length() - 300));
    Path kept = Files.write(temp.resolve("kept.mid"), Base64.getDecoder().decode(link.group(1)));
    assertEquals(FILE.score().parts(), Score.read(kept).parts());
  }

  @Test
  void pageAsksNoOtherHost() {
    assertFalse(((String) PLAYED.bundle().data().get("text/html")).contains("http"));
  }

  @Test
  void musicTooLongForAPageIsRefused() {
    Score score = new Score("x", 1, 4, List.of(new Score.Part("", List.of(new Note(0, 20, 60)))));
    assertEquals(
        "120 seconds of music; at most 115 are played",
        assertThrows(
                IllegalArgumentException.class,
                () -> Performance.of("x", MidiFile.of(score).tempo(10)))
            .getMessage());
  }
}
