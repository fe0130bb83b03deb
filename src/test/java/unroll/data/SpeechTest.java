package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in speaks: a script that writes a sound made here. */
class SpeechTest {
  @TempDir private Path folder;

  private Speech standIn(String script) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
    Path program = folder.resolve("espeak-ng");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Speech.find(folder.toString()).orElseThrow();
  }

  /** Half a second of 440 Hz at 22,050 samples a second, with a quarter of silence on each side. */
  private Path tone() throws IOException {
    byte[] bytes = new byte[2 * 22050];
    for (int n = 22050 / 4; n < 3 * 22050 / 4; n++) {
      int number = (int) (16000 * Math.sin(2 * Math.PI * 440 * n / 22050));
      bytes[2 * n] = (byte) number;
      bytes[2 * n + 1] = (byte) (number >> 8);
    }
    Path file = folder.resolve("tone.wav");
    AudioFormat format = new AudioFormat(22050, 16, 1, true, false);
    try (AudioInputStream sound =
        new AudioInputStream(new ByteArrayInputStream(bytes), format, 22050)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  @Test
  void whatIsSpokenComesWithoutTheSilenceAroundIt() throws IOException {
    double[] samples = standIn("cat " + tone()).say("seven", 50, 180);
    assertEquals(4000, samples.length, 40);
  }

  @Test
  void theRateIsConvertedAndThePitchKept() throws IOException {
    double[] samples = standIn("cat " + tone()).say("seven", 50, 180);
    int rises = 0;
    for (int n = 1; n < samples.length; n++) {
      rises += samples[n - 1] < 0 && samples[n] >= 0 ? 1 : 0;
    }
    assertEquals(220, rises, 3);
  }

  @Test
  void aProgramThatFailsIsNamed() throws IOException {
    Speech broken = standIn("exit 3");
    String message = assertThrows(IOException.class, () -> broken.say("one", 50, 180)).getMessage();
    assertTrue(message.endsWith("espeak-ng failed with status 3"), message);
  }

  @Test
  void whatIsNoSoundIsRefused() throws IOException {
    Speech broken = standIn("echo hello");
    String message = assertThrows(IOException.class, () -> broken.say("one", 50, 180)).getMessage();
    assertTrue(message.endsWith("espeak-ng gave 6 bytes that are no sound"), message);
  }

  @Test
  void whereThereIsNoneNothingIsFound() {
    assertEquals(Optional.empty(), Speech.find(folder.toString()));
  }

  @Test
  void optionsInTheWordsAreRefused() throws IOException {
    Speech speech = new Speech(folder.resolve("espeak-ng"));
    assertThrows(IllegalArgumentException.class, () -> speech.say("-w file", 50, 180));
  }
}
