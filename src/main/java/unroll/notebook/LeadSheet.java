package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import unroll.data.ChordChart;

/**
 * Chords as a musician reads them: bars in lines of four, a symbol where a chord begins, a stroke
 * for every beat on which it goes on.
 *
 * <p>Each chord may be shaded by a number, for example by how much of it is copied: the darker, the
 * more. Sheets are values: each method returns another one.
 */
public final class LeadSheet implements Showable {
  private static final int BARS = 4;
  private static final int HEADING = 40;
  private static final int LINE = 46;
  private static final int NOTE = 24;
  private static final double SIDE = 10;
  private static final Color SHADE = new Color(0xE6, 0x9F, 0x00);

  private final String title;
  private final List<ChordChart.Change> changes;
  private final int beatsPerBar;
  private final double[] shades;
  private final String meaning;
  private final String alternative;

  private LeadSheet(
      String title,
      List<ChordChart.Change> changes,
      int beatsPerBar,
      double[] shades,
      String meaning,
      String alternative) {
    this.title = title;
    this.changes = List.copyOf(changes);
    this.beatsPerBar = beatsPerBar;
    this.shades = shades;
    this.meaning = meaning;
    this.alternative = alternative;
  }

  /**
   * Writes chords down.
   *
   * @param title what they are
   * @param changes at least one
   * @param beatsPerBar at least 1
   * @return the sheet, without shades
   * @throws IllegalArgumentException if there is no chord, or no beat in a bar
   */
  public static LeadSheet of(String title, List<ChordChart.Change> changes, int beatsPerBar) {
    if (changes.isEmpty() || beatsPerBar < 1) {
      throw new IllegalArgumentException(
          "lead sheet '%s' of %d chords in bars of %d beats"
              .formatted(title, changes.size(), beatsPerBar));
    }
    return new LeadSheet(title, changes, beatsPerBar, new double[changes.size()], "", "");
  }

  /**
   * Shades the chords.
   *
   * @param meaning what a dark shade says
   * @param values one for each chord, from 0 (white) to 1; copied
   * @return the sheet with these shades
   * @throws IllegalArgumentException if there are more or fewer values than chords
   */
  public LeadSheet shaded(String meaning, double... values) {
    if (values.length != changes.size()) {
      throw new IllegalArgumentException(
          "lead sheet '%s' has %d chords but %d shades"
              .formatted(title, changes.size(), values.length));
    }
    return new LeadSheet(title, changes, beatsPerBar, values.clone(), meaning, alternative);
  }

  /**
   * Says in words what the sheet shows, for those who do not see it.
   *
   * @param text the words
   * @return the sheet with that text
   */
  public LeadSheet alt(String text) {
    return new LeadSheet(title, changes, beatsPerBar, shades, meaning, text);
  }

  /** The chord that sounds on each beat. */
  private int[] beats() {
    return IntStream.range(0, changes.size())
        .flatMap(i -> IntStream.range(0, changes.get(i).beats()).map(beat -> i))
        .toArray();
  }

  @Override
  public MimeBundle bundle() {
    int[] beats = beats();
    int bars = (beats.length + beatsPerBar - 1) / beatsPerBar;
    int lines = (bars + BARS - 1) / BARS;
    int height = HEADING + lines * LINE + (meaning.isEmpty() ? 8 : 8 + NOTE);
    byte[] png = Picture.png((g, w, h) -> paint(g, beats, w, h), Picture.WIDTH, height);
    return MimeBundle.text(toString())
        .withPng(png, Picture.WIDTH, height, alternative.isEmpty() ? toString() : alternative);
  }

  /** The sheet in letters: {@code | C . . . | A7 . Dmin7 . |}, four bars a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title);
    int[] beats = beats();
    for (int beat = 0; beat < beats.length; beat++) {
      if (beat % beatsPerBar == 0) {
        text.append(beat % (BARS * beatsPerBar) == 0 ? "\n  |" : " |");
      }
      boolean begins = beat == 0 || beats[beat] != beats[beat - 1];
      text.append(' ').append(begins ? changes.get(beats[beat]).chord() : ".");
      boolean lineEnds = (beat + 1) % (BARS * beatsPerBar) == 0;
      text.append(lineEnds || beat + 1 == beats.length ? " |" : "");
    }
    return text.toString();
  }

  private void paint(Graphics2D g, int[] beats, int width, int height) {
    g.setColor(Palette.INK);
    Drawing.heading(g, title, width);
    double bar = (width - 2 * SIDE) / BARS;
    double step = bar / beatsPerBar;
    List<double[]> places = new ArrayList<>();
    for (int beat = 0; beat < beats.length; beat++) {
      int number = beat / beatsPerBar;
      places.add(
          new double[] {
            SIDE + number % BARS * bar + beat % beatsPerBar * step,
            HEADING + (double) (number / BARS) * LINE
          });
    }
    for (int beat = 0; beat < beats.length; beat++) {
      g.setColor(mixed(shades[beats[beat]]));
      double[] place = places.get(beat);
      // Borders on whole pixels, or seams show between the beats.
      double west = Math.rint(place[0]);
      double east = Math.rint(place[0] + step);
      g.fill(new Rectangle2D.Double(west, place[1] + 2, east - west, LINE - 10));
    }
    g.setColor(Palette.INK);
    double written = 0;
    for (int beat = 0; beat < beats.length; beat++) {
      double[] place = places.get(beat);
      double middle = place[0] + 0.3 * step + 6;
      if (beat % beatsPerBar == 0) {
        paintBarLine(g, place[0], place[1]);
        written = 0;
      }
      if ((beat + 1) % (BARS * beatsPerBar) == 0) {
        paintBarLine(g, place[0] + step, place[1]);
      }
      if (beat == 0 || beats[beat] != beats[beat - 1]) {
        int room = 1;
        while (beat + room < beats.length
            && beats[beat + room] == beats[beat]
            && (beat + room) / beatsPerBar == beat / beatsPerBar) {
          room++;
        }
        String symbol = changes.get(beats[beat]).chord().toString();
        written = paintSymbol(g, symbol, place, room * step - 8);
      } else if (middle - 9 > written) {
        g.setStroke(new BasicStroke(1.6f));
        g.draw(new Line2D.Double(middle - 4, place[1] + 28, middle + 4, place[1] + 14));
      }
    }
    double[] last = places.get(places.size() - 1);
    paintBarLine(g, last[0] + step, last[1]);
    paintBarLine(g, last[0] + step + 3, last[1]);
    if (!meaning.isEmpty()) {
      paintMeaning(g, width, height);
    }
  }

  private static void paintBarLine(Graphics2D g, double x, double y) {
    g.setStroke(new BasicStroke(1.6f));
    g.draw(new Line2D.Double(x, y + 2, x, y + LINE - 8));
  }

  /** Writes a symbol into the room there is, and tells where it ends. */
  private static double paintSymbol(Graphics2D g, String symbol, double[] place, double room) {
    Typeface.Letters letters = Typeface.SANS.size(17);
    if (letters.width(symbol) > room) {
      letters = Typeface.SANS.size(Math.max(8, 17 * room / letters.width(symbol)));
    }
    letters.draw(g, symbol, place[0] + 5, place[1] + 27);
    return place[0] + 5 + letters.width(symbol);
  }

  /** From white to the full shade, which is darker in grey too. */
  private static Color mixed(double share) {
    double part = Math.max(0, Math.min(1, share));
    return new Color(
        (int) Math.round(255 + part * (SHADE.getRed() - 255)),
        (int) Math.round(255 + part * (SHADE.getGreen() - 255)),
        (int) Math.round(255 + part * (SHADE.getBlue() - 255)));
  }

  private void paintMeaning(Graphics2D g, int width, int height) {
    Typeface.Letters letters = Typeface.SANS.size(14);
    double left = (width - letters.width(meaning) - 90) / 2.0;
    for (int step = 0; step < 80; step++) {
      g.setColor(mixed(step / 79.0));
      g.fill(new Rectangle2D.Double(left + step, height - 24, 1.5, 14));
    }
    g.setColor(Palette.INK);
    g.setStroke(new BasicStroke(1));
    g.draw(new Rectangle2D.Double(left, height - 24, 80, 14));
    letters.draw(g, meaning, left + 90, height - 12);
  }
}
