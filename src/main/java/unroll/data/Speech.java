package unroll.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A free speech synthesiser, if this machine has one. Its job is to turn words into samples; nobody
 * may depend on it being there.
 *
 * @param program the {@code espeak-ng} program
 */
public record Speech(Path program) {
  /** Samples a second of what is spoken. */
  public static final int RATE = 8000;

  /** No word takes this many bytes: ten minutes of sound. */
  private static final int MOST = 30_000_000;

  /** What is quieter than this, before the first sound and after the last, is no part of a word. */
  private static final double SILENCE = 0.01;

  /**
   * Looks for {@code espeak-ng} on the path.
   *
   * @return the synthesiser, or empty if there is none
   */
  public static Optional<Speech> find() {
    return find(System.getenv().getOrDefault("PATH", ""));
  }

  /**
   * Looks for {@code espeak-ng} in some folders.
   *
   * @param path folders, separated as the system separates them
   * @return the synthesiser, or empty if there is none
   */
  static Optional<Speech> find(String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .flatMap(
            folder ->
                List.of("espeak-ng", "espeak-ng.exe").stream()
                    .map(name -> new File(folder, name).toPath()))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(Speech::new);
  }

  /**
   * Speaks English.
   *
   * @param words letters, digits and spaces
   * @param pitch 0 to 99, 50 being usual
   * @param speed in words a minute, 80 to 450
   * @return samples from -1 to 1 at {@value #RATE} a second, without the silence around them
   * @throws IOException if the program cannot be run, fails, or gives no sound
   * @throws IllegalArgumentException if the words hold other characters or a number is out of range
   */
  public double[] say(String words, int pitch, int speed) throws IOException {
    if (!words.matches("[A-Za-z0-9 ]{1,200}")) {
      throw new IllegalArgumentException("cannot speak \"" + words + "\": letters and digits only");
    }
    if (pitch < 0 || pitch > 99 || speed < 80 || speed > 450) {
      throw new IllegalArgumentException(
          "no voice has pitch " + pitch + " and speed " + speed + ": 0 to 99, 80 to 450");
    }
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--stdout",
                "-v",
                "en",
                "-p",
                Integer.toString(pitch),
                "-s",
                Integer.toString(speed),
                words)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      byte[] wav = process.getInputStream().readNBytes(MOST);
      if (process.waitFor() != 0) {
        throw new IOException(program + " failed with status " + process.exitValue());
      }
      return trimmed(samples(wav));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while it spoke", stopped);
    } finally {
      process.destroy();
    }
  }

  /** Converts to one channel of 16 bits at our rate; the JDK filters and resamples. */
  private double[] samples(byte[] wav) throws IOException {
    AudioFormat wanted = new AudioFormat(RATE, Short.SIZE, 1, true, false);
    try (InputStream file = new BufferedInputStream(new ByteArrayInputStream(wav));
        AudioInputStream sound = AudioSystem.getAudioInputStream(file);
        AudioInputStream converted = AudioSystem.getAudioInputStream(wanted, sound)) {
      ByteBuffer numbers =
          ByteBuffer.wrap(converted.readNBytes(MOST)).order(ByteOrder.LITTLE_ENDIAN);
      double[] samples = new double[numbers.remaining() / Short.BYTES];
      for (int n = 0; n < samples.length; n++) {
        samples[n] = numbers.getShort() / (double) Short.MAX_VALUE;
      }
      return samples;
    } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
      throw new IOException(
          String.format(Locale.ROOT, "%s gave %d bytes that are no sound", program, wav.length), e);
    }
  }

  private double[] trimmed(double[] samples) throws IOException {
    int from = 0;
    int to = samples.length;
    while (from < to && Math.abs(samples[from]) < SILENCE) {
      from++;
    }
    while (to > from && Math.abs(samples[to - 1]) < SILENCE) {
      to--;
    }
    if (from == to) {
      throw new IOException(program + " said nothing");
    }
    return Arrays.copyOfRange(samples, from, to);
  }
}
