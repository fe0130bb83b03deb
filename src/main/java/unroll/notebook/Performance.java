package unroll.notebook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import unroll.data.MidiFile;

/**
 * A score played by the JDK's own software synthesiser: without a sound card, a screen or a
 * network. Its job is to turn a {@link MidiFile} into a {@link Sound} that the page plays, with the
 * file beside it to keep.
 *
 * <p>Every OpenJDK reads a MIDI file as if it were recorded sound ({@link
 * AudioSystem#getAudioInputStream(java.io.InputStream)}), so neither an internal class nor a flag
 * is needed. What an instrument sounds like depends on the machine: a sound bank of the system
 * where Java finds one, and otherwise the small one that Java makes by itself. Pitch, time and
 * level do not.
 */
public final class Performance implements Showable {
  /**
   * Samples a second: a quarter of what the synthesiser makes. Of Java's own sound bank nothing is
   * lost by that, which has little above 4,000 Hz, and the page becomes a quarter as large.
   */
  public static final int RATE = 11_025;

  /** The loudest sample, as a share of what a file can hold. */
  public static final double PEAK = 0.8;

  private static final double LONGEST = 115;
  private static final double ECHO = 1.2;
  private static final double FADE = 0.4;

  /** The synthesiser plays in two channels of 16 bits, little end first. */
  private static final int PLAYED_RATE = 44_100;

  private static final int FEWER = PLAYED_RATE / RATE;

  private static final int FRAME = 4;

  /** Half the length of the filter that keeps what is above half the rate from folding back. */
  private static final int REACH = 12 * FEWER;

  private static final double[] LOW_PASS = lowPass();

  /**
   * The synthesiser looks into the user's preferences for a sound bank, and Java then reports each
   * folder it makes or cannot make on standard error, into the middle of a lesson.
   */
  private static final Logger PREFERENCES = Logger.getLogger("java.util.prefs");

  private final String title;
  private final MidiFile file;
  private final double[] samples;

  private Performance(String title, MidiFile file, double[] samples) {
    this.title = title;
    this.file = file;
    this.samples = samples;
  }

  /**
   * Plays a score.
   *
   * @param title what is heard
   * @param file what is played, 115 seconds at most, so that a {@link Sound} holds its echo too
   * @return the performance, one channel of {@link #RATE} samples a second, its loudest sample
   *     {@link #PEAK}
   * @throws IllegalArgumentException if it lasts too long
   * @throws IllegalStateException if this Java has no software synthesiser, or it is silent
   */
  public static Performance of(String title, MidiFile file) {
    if (file.seconds() > LONGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%.0f seconds of music; at most %.0f are played",
              file.seconds(),
              LONGEST));
    }
    PREFERENCES.setLevel(Level.OFF);
    byte[] played;
    try (AudioInputStream in =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(file.bytes()))) {
      AudioFormat format = in.getFormat();
      if (format.getSampleRate() != PLAYED_RATE || format.getFrameSize() != FRAME) {
        throw new IllegalStateException("this Java's synthesiser plays as " + format);
      }
      played = in.readNBytes(FRAME * (int) ((file.seconds() + ECHO) * PLAYED_RATE));
    } catch (UnsupportedAudioFileException | IOException e) {
      throw new IllegalStateException(
          "this Java has no software synthesiser; an OpenJDK of version 17 or later has one", e);
    }
    return new Performance(title, file, levelled(thinned(oneChannel(played))));
  }

  private static double[] oneChannel(byte[] played) {
    double[] samples = new double[played.length / FRAME];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (number(played, i * FRAME) + number(played, i * FRAME + 2)) / 65_536.0;
    }
    return samples;
  }

  private static int number(byte[] bytes, int at) {
    return (short) (bytes[at] & 0xFF | bytes[at + 1] << 8);
  }

  /** A sinc that passes what is under 0.9 of half the rate, in a Hann window; its sum is 1. */
  private static double[] lowPass() {
    double[] filter = new double[2 * REACH + 1];
    for (int i = -REACH; i <= REACH; i++) {
      double angle = Math.PI * 0.9 / FEWER * i;
      filter[i + REACH] =
          (i == 0 ? 1 : Math.sin(angle) / angle) * (1 + Math.cos(Math.PI * i / (REACH + 1)));
    }
    double sum = Arrays.stream(filter).sum();
    return Arrays.stream(filter).map(weight -> weight / sum).toArray();
  }

  /** Every fourth sample, of what is left under half the rate. */
  private static double[] thinned(double[] samples) {
    double[] few = new double[(samples.length + FEWER - 1) / FEWER];
    for (int i = 0; i < few.length; i++) {
      int middle = FEWER * i;
      int last = Math.min(samples.length - 1, middle + REACH);
      for (int k = Math.max(0, middle - REACH); k <= last; k++) {
        few[i] += LOW_PASS[k - middle + REACH] * samples[k];
      }
    }
    return few;
  }

  /** The same with its loudest sample at the peak, and its end faded out. */
  private static double[] levelled(double[] samples) {
    double loudest = Arrays.stream(samples).map(Math::abs).max().orElse(0);
    if (loudest < 1e-3) {
      throw new IllegalStateException("this Java's synthesiser made no sound");
    }
    int fade = (int) (FADE * RATE);
    double[] levelled = new double[samples.length];
    for (int i = 0; i < levelled.length; i++) {
      double left = Math.min(1, (samples.length - 1 - i) / (double) fade);
      levelled[i] = samples[i] / loudest * PEAK * left;
    }
    return levelled;
  }

  /**
   * The sound.
   *
   * @return a copy of the samples, from -1 to 1, {@link #RATE} a second
   */
  public double[] samples() {
    return samples.clone();
  }

  /**
   * Measures how strong a frequency is in a stretch of the sound: the amplitude of its part in a
   * Hann window, as a share of the loudest sample that a file can hold. A note that is played
   * stands out at its fundamental; this stands in for ears.
   *
   * @param from the start of the stretch, in seconds
   * @param to its end, in seconds, after the start
   * @param hertz the frequency, under half of {@link #RATE}
   * @return 0 if nothing is there
   * @throws IllegalArgumentException if the stretch is empty or not within the sound
   */
  public double strength(double from, double to, double hertz) {
    int first = (int) Math.round(from * RATE);
    int count = (int) Math.round(to * RATE) - first;
    if (first < 0 || count < 1 || first + count > samples.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no sound from %.2f to %.2f s: it lasts %.2f s",
              from,
              to,
              (double) samples.length / RATE));
    }
    double cosines = 0;
    double sines = 0;
    for (int i = 0; i < count; i++) {
      double sample = samples[first + i] * (1 - Math.cos(2 * Math.PI * i / count));
      double angle = 2 * Math.PI * hertz * i / RATE;
      cosines += sample * Math.cos(angle);
      sines += sample * Math.sin(angle);
    }
    return 2 * Math.hypot(cosines, sines) / count;
  }

  /**
   * The sound, to be shown or kept as a WAV file.
   *
   * @return the sound under the performance's title
   */
  public Sound sound() {
    return Sound.of(title, samples, RATE);
  }

  /** The sound's player and picture, and in the page the MIDI file to keep. */
  @Override
  public MimeBundle bundle() {
    MimeBundle sound = sound().bundle();
    String name = title.replaceAll("[^\\p{Alnum}]+", " ").strip().replace(' ', '-');
    String link =
        "<div><a download=\"%s.mid\" href=\"data:audio/midi;base64,%s\">%s</a></div>"
            .formatted(
                name.toLowerCase(Locale.ROOT),
                Base64.getEncoder().encodeToString(file.bytes()),
                "Keep it as a MIDI file (" + file.bytes().length + " bytes)");
    return sound.with("text/html", sound.data().getOrDefault("text/html", "") + link);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %.1f s at %.0f quarter notes a minute",
        title,
        file.seconds(),
        file.quartersPerMinute());
  }
}
