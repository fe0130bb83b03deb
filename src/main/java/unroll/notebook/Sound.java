package unroll.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import unroll.data.Spectrogram;

/**
 * A sound that plays in the page, with its waveform over its spectrogram for eyes.
 *
 * <p>The page holds the whole sound, so it plays without a kernel and without a network. A minute
 * at 16,000 samples a second makes a notebook 2.6 MB larger.
 */
public final class Sound implements Showable {
  private static final double LONGEST = 120;
  private static final int WIDTH = Picture.WIDTH;
  private static final int HEIGHT = 260;

  /** What stands between the picture's edges and the axes. */
  private static final Rectangle2D WAVE = new Rectangle2D.Double(60, 34, WIDTH - 80, 60);

  private static final Rectangle2D BANDS = new Rectangle2D.Double(60, 104, WIDTH - 80, 108);

  private final String title;
  private final double[] samples;
  private final int rate;

  private Sound(String title, double[] samples, int rate) {
    this.title = title;
    this.samples = samples;
    this.rate = rate;
  }

  /**
   * A sound of one channel.
   *
   * @param title what one hears
   * @param samples the signal from -1 to 1; what lies beyond is cut off. Copied.
   * @param rate samples a second, 1,000 to 192,000
   * @return the sound
   * @throws IllegalArgumentException if there is no sample, more than two minutes of them, a sample
   *     that is not a number, or the rate is out of range
   */
  public static Sound of(String title, double[] samples, int rate) {
    if (rate < 1000 || rate > 192_000) {
      throw new IllegalArgumentException(
          "a sound has 1,000 to 192,000 samples a second, not " + rate);
    }
    if (samples.length == 0 || samples.length > LONGEST * rate) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d samples are %.1f seconds; a page takes more than none and at most %.0f",
              samples.length,
              (double) samples.length / rate,
              LONGEST));
    }
    for (int t = 0; t < samples.length; t++) {
      if (Double.isNaN(samples[t])) {
        throw new IllegalArgumentException("sample " + t + " is not a number");
      }
    }
    return new Sound(title, samples.clone(), rate);
  }

  /**
   * Returns how long it is.
   *
   * @return seconds
   */
  public double seconds() {
    return (double) samples.length / rate;
  }

  /**
   * Returns the greatest deflection.
   *
   * @return from 0, which is silence, to 1; above 1 if the sound is cut off
   */
  public double peak() {
    return Arrays.stream(samples).map(Math::abs).max().getAsDouble();
  }

  /**
   * Writes the sound as a file that everything plays.
   *
   * @return the bytes of a WAV file: one channel, 16 bits a sample
   */
  public byte[] wav() {
    byte[] numbers = new byte[2 * samples.length];
    for (int t = 0; t < samples.length; t++) {
      int number = (int) Math.round(Math.max(-1, Math.min(1, samples[t])) * Short.MAX_VALUE);
      numbers[2 * t] = (byte) number;
      numbers[2 * t + 1] = (byte) (number >> 8);
    }
    AudioFormat format = new AudioFormat(rate, Short.SIZE, 1, true, false);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (AudioInputStream sound =
        new AudioInputStream(new ByteArrayInputStream(numbers), format, samples.length)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  @Override
  public MimeBundle bundle() {
    byte[] png = Picture.png(this::paint, WIDTH, HEIGHT);
    String picture = Base64.getEncoder().encodeToString(png);
    String html =
        "<figure style=\"margin:0;max-width:"
            + WIDTH
            + "px\"><audio controls preload=\"metadata\" style=\"width:100%\" aria-label=\""
            + Html.escape(title)
            + "\" src=\"data:audio/wav;base64,"
            + Base64.getEncoder().encodeToString(wav())
            + "\"></audio><img style=\"width:100%\" alt=\""
            + Html.escape(alternative())
            + "\" src=\"data:image/png;base64,"
            + picture
            + "\"></figure>";
    return MimeBundle.html(html, toString()).withPng(png, WIDTH, HEIGHT, alternative());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s: a sound of %.1f s", title, seconds());
  }

  private String alternative() {
    return this + ", its waveform and its spectrogram";
  }

  private void paint(Graphics2D g, int width, int height) {
    g.setColor(Palette.INK);
    Drawing.heading(g, title, width);
    paintBands(g);
    paintWave(g);
    Typeface.Letters letters = Typeface.SANS.size(12);
    g.setColor(Palette.INK);
    Scale time = Scale.over(Axis.named("time").between(0, seconds()), 0, seconds());
    for (Scale.Tick tick : time.ticks(8)) {
      double x = BANDS.getX() + time.place(tick.value()) * BANDS.getWidth();
      letters.draw(g, tick.label(), x - letters.width(tick.label()) / 2.0, BANDS.getMaxY() + 16);
    }
    String across = "time (s)";
    letters.draw(g, across, BANDS.getCenterX() - letters.width(across) / 2.0, height - 8);
    for (int quarter = 0; quarter <= 2; quarter++) {
      String label = String.format(Locale.ROOT, "%.1f", rate / 2000.0 * quarter / 2);
      double y = BANDS.getMaxY() - BANDS.getHeight() * quarter / 2 + 4;
      letters.draw(g, label, BANDS.getX() - 6 - letters.width(label), y);
    }
    Drawing.upright(g, letters, "kHz", 18, BANDS.getCenterY());
    Drawing.upright(g, letters, "wave", 18, WAVE.getCenterY());
  }

  /** One upright line for each column of the picture, from the least to the greatest sample. */
  private void paintWave(Graphics2D g) {
    int columns = (int) WAVE.getWidth() * Picture.DENSITY;
    g.setColor(Palette.colour(0));
    for (int column = 0; column < columns; column++) {
      int from = (int) ((long) samples.length * column / columns);
      int to = Math.max(from + 1, (int) ((long) samples.length * (column + 1) / columns));
      double least = 1;
      double greatest = -1;
      for (int t = from; t < Math.min(to, samples.length); t++) {
        least = Math.min(least, samples[t]);
        greatest = Math.max(greatest, samples[t]);
      }
      double x = WAVE.getX() + column / (double) Picture.DENSITY;
      double half = WAVE.getHeight() / 2;
      double top = WAVE.getCenterY() - Math.min(1, greatest) * half;
      double foot = WAVE.getCenterY() - Math.max(-1, least) * half;
      g.fill(new Rectangle2D.Double(x, top, 1.0 / Picture.DENSITY, Math.max(0.5, foot - top)));
    }
    g.setColor(Palette.INK);
    g.draw(new Line2D.Double(WAVE.getX(), WAVE.getMaxY(), WAVE.getMaxX(), WAVE.getMaxY()));
  }

  private void paintBands(Graphics2D g) {
    int bands = (int) BANDS.getHeight();
    Spectrogram spectrogram =
        new Spectrogram(512, Math.max(1, samples.length / (int) BANDS.getWidth()), bands);
    // A sound shorter than one window is padded with silence.
    double[][] frames = spectrogram.of(Arrays.copyOf(samples, Math.max(512, samples.length)));
    var range = Arrays.stream(frames).flatMapToDouble(Arrays::stream).summaryStatistics();
    double wide = BANDS.getWidth() / frames.length;
    double high = BANDS.getHeight() / bands;
    for (int t = 0; t < frames.length; t++) {
      for (int band = 0; band < bands; band++) {
        double share = (frames[t][band] - range.getMin()) / (range.getMax() - range.getMin());
        int grey = Double.isNaN(share) ? 255 : (int) Math.round(255 * (1 - share));
        g.setColor(new Color(grey, grey, grey));
        g.fill(
            new Rectangle2D.Double(
                BANDS.getX() + t * wide, BANDS.getMaxY() - (band + 1) * high, wide, high));
      }
    }
    g.setColor(Palette.INK);
    g.draw(BANDS);
  }
}
