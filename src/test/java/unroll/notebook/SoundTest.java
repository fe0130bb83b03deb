package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class SoundTest {
  private static final int RATE = 8000;

  /** Half a second of a tone of 1,000 Hz, eight samples a period. */
  private static final Sound TONE =
      Sound.of(
          "a \"tone\"",
          IntStream.range(0, 4000).mapToDouble(t -> 0.5 * Math.sin(Math.PI / 4 * t)).toArray(),
          RATE);

  private static String html() {
    return (String) TONE.bundle().data().get("text/html");
  }

  private static AudioInputStream read(Sound sound) throws Exception {
    return AudioSystem.getAudioInputStream(new ByteArrayInputStream(sound.wav()));
  }

  @Test
  void bundleHasPlayerPictureAndText() {
    assertEquals(Set.of("text/html", "image/png", "text/plain"), TONE.bundle().data().keySet());
  }

  @Test
  void pageHoldsTheWholeFile() {
    assertTrue(html().contains(Base64.getEncoder().encodeToString(TONE.wav())));
  }

  @Test
  void pageAsksNoOtherHostAndRunsNoScript() {
    assertFalse(html().contains("<script") || html().contains("http"));
  }

  @Test
  void titleIsMarkup() {
    assertTrue(html().contains("aria-label=\"a &quot;tone&quot;\""));
  }

  @Test
  void fileHasEverySample() throws Exception {
    try (AudioInputStream wav = read(TONE)) {
      assertEquals(4000, wav.getFrameLength());
    }
  }

  @Test
  void fileHasTheRate() throws Exception {
    try (AudioInputStream wav = read(TONE)) {
      assertEquals(RATE, wav.getFormat().getSampleRate());
    }
  }

  @Test
  void whatLiesBeyondOneIsCutOff() throws Exception {
    try (AudioInputStream wav = read(Sound.of("loud", new double[] {2, -2, 0}, RATE))) {
      assertArrayEquals(new byte[] {-1, 127, 1, -128, 0, 0}, wav.readAllBytes());
    }
  }

  @Test
  void peakAndLengthAreTold() {
    assertEquals("0.5 of 1 for 0.5 s", TONE.peak() + " of 1 for " + TONE.seconds() + " s");
  }

  @Test
  void soundShorterThanAWindowIsDrawn() {
    assertTrue(Sound.of("click", new double[] {1}, RATE).bundle().data().containsKey("image/png"));
  }

  @Test
  void badSoundsAreToldInOneLine() {
    assertEquals(
        "0 samples are 0.0 seconds; a page takes more than none and at most 120",
        assertThrows(IllegalArgumentException.class, () -> Sound.of("", new double[0], RATE))
            .getMessage());
    assertEquals(
        "sample 1 is not a number",
        assertThrows(
                IllegalArgumentException.class,
                () -> Sound.of("", new double[] {0, Double.NaN}, RATE))
            .getMessage());
    assertEquals(
        "a sound has 1,000 to 192,000 samples a second, not 44",
        assertThrows(IllegalArgumentException.class, () -> Sound.of("", new double[1], 44))
            .getMessage());
  }
}
