package unroll.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import unroll.data.ChordChart;
import unroll.data.Score;

/**
 * A score as a piano roll: time to the right, pitch upwards, a bar for each note as long as it
 * sounds. Chord symbols may stand over it.
 *
 * <p>Parts are told apart by colour, and where colour is not seen by their filling: the first is
 * full, the second hollow, the third full and pale. Rolls are values: each method returns another
 * one.
 */
public final class PianoRoll implements Showable {
  private static final int LOW_MARGIN = 66;
  private static final double LEFT = 52;
  private static final double RIGHT = 12;
  private static final Color BLACK_KEY = new Color(0xF0, 0xF0, 0xF0);
  private static final Color BEAT = new Color(0xE0, 0xE0, 0xE0);
  private static final Color BAR = new Color(0x99, 0x99, 0x99);

  private final String title;
  private final Score score;
  private final List<ChordChart.Change> changes;
  private final String alternative;

  private PianoRoll(
      String title, Score score, List<ChordChart.Change> changes, String alternative) {
    this.title = title;
    this.score = score;
    this.changes = List.copyOf(changes);
    this.alternative = alternative;
  }

  /**
   * Draws a score.
   *
   * @param title what it shows
   * @param score what is drawn, whole
   * @return the roll
   * @throws IllegalArgumentException if the score has no note
   */
  public static PianoRoll of(String title, Score score) {
    if (score.parts().stream().allMatch(part -> part.notes().isEmpty())) {
      throw new IllegalArgumentException("piano roll '" + title + "' has no note");
    }
    return new PianoRoll(title, score, List.of(), "");
  }

  /**
   * Writes chord symbols over the roll.
   *
   * @param chords the first at the start
   * @return the roll with these symbols
   */
  public PianoRoll chords(List<ChordChart.Change> chords) {
    return new PianoRoll(title, score, chords, alternative);
  }

  /**
   * Says in words what the roll shows, for those who do not see it.
   *
   * @param text the words
   * @return the roll with that text
   */
  public PianoRoll alt(String text) {
    return new PianoRoll(title, score, changes, text);
  }

  @Override
  public MimeBundle bundle() {
    byte[] png = Picture.png(this::paint, Picture.WIDTH, Picture.HEIGHT);
    return MimeBundle.text(toString())
        .withPng(
            png,
            Picture.WIDTH,
            Picture.HEIGHT,
            alternative.isEmpty() ? toString().replace("\n ", ";") : alternative);
  }

  /** The roll in words: how long it is, and of each part how many notes and from where to where. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title);
    text.append(String.format(Locale.ROOT, "\n  %.0f beats", Math.ceil(beats())));
    for (Score.Part part : score.parts()) {
      var pitches = part.notes().stream().mapToInt(Score.Note::pitch).summaryStatistics();
      if (pitches.getCount() > 0) {
        text.append("\n  ").append(part.name()).append(": ").append(pitches.getCount());
        text.append(pitches.getCount() == 1 ? " note, " : " notes, ");
        text.append(name(pitches.getMin())).append(" to ").append(name(pitches.getMax()));
      }
    }
    return text.toString();
  }

  /** The name of a key: C4 is the middle C. */
  private static String name(int pitch) {
    List<String> names = List.of("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B");
    return names.get(Math.floorMod(pitch, 12)) + (Math.floorDiv(pitch, 12) - 1);
  }

  private List<Score.Note> notes() {
    return score.parts().stream().flatMap(part -> part.notes().stream()).toList();
  }

  private double beats() {
    long end = notes().stream().mapToLong(Score.Note::to).max().orElse(0);
    int chords = changes.stream().mapToInt(ChordChart.Change::beats).sum();
    return Math.max(chords, (double) end / score.ticksPerQuarter());
  }

  private void paint(Graphics2D g, int width, int height) {
    g.setColor(Palette.INK);
    Drawing.heading(g, title, width);
    double top = changes.isEmpty() ? 42 : 64;
    var pitches = notes().stream().mapToInt(Score.Note::pitch).summaryStatistics();
    Frame frame =
        new Frame(
            new Rectangle2D.Double(LEFT, top, width - LEFT - RIGHT, height - top - LOW_MARGIN),
            Math.ceil(beats()),
            pitches.getMin() - 2,
            pitches.getMax() + 2);
    paintKeys(g, frame);
    paintTime(g, frame);
    for (int part = 0; part < score.parts().size(); part++) {
      for (Score.Note note : score.parts().get(part).notes()) {
        paintNote(g, part, shape(frame, note));
      }
    }
    paintChords(g, frame);
    paintLegend(g, width, height);
  }

  /** Where beats and pitches stand in the picture. */
  private record Frame(Rectangle2D area, double beats, int lowest, int highest) {
    double x(double beat) {
      return area.getX() + beat / beats * area.getWidth();
    }

    /** How high one key is. */
    double key() {
      return area.getHeight() / (highest - lowest + 1);
    }

    /** The upper edge of a key. */
    double y(int pitch) {
      return area.getY() + (highest - pitch) * key();
    }
  }

  private static void paintKeys(Graphics2D g, Frame frame) {
    Rectangle2D area = frame.area();
    Typeface.Letters letters = Typeface.SANS.size(13);
    int every = frame.highest() - frame.lowest() > 30 ? 12 : 6;
    for (int pitch = frame.lowest(); pitch <= frame.highest(); pitch++) {
      if ("010100101010".charAt(Math.floorMod(pitch, 12)) == '1') {
        g.setColor(BLACK_KEY);
        g.fill(new Rectangle2D.Double(area.getX(), frame.y(pitch), area.getWidth(), frame.key()));
      }
      if (Math.floorMod(pitch, every) == 0) {
        g.setColor(Palette.INK);
        String name = name(pitch);
        double middle = frame.y(pitch) + frame.key() / 2;
        letters.draw(g, name, area.getX() - 6 - letters.width(name), middle + 5);
      }
    }
    g.setColor(Palette.INK);
    Drawing.upright(g, Typeface.SANS.size(14), "key", 18, area.getCenterY());
  }

  private void paintTime(Graphics2D g, Frame frame) {
    Rectangle2D area = frame.area();
    Typeface.Letters letters = Typeface.SANS.size(13);
    double barWidth = frame.x(score.beatsPerBar()) - frame.x(0);
    int every = HeatMap.every(30 / barWidth);
    for (int beat = 0; beat <= frame.beats(); beat++) {
      boolean bar = beat % score.beatsPerBar() == 0;
      if (bar || barWidth > 40) {
        g.setColor(bar ? BAR : BEAT);
        g.setStroke(new BasicStroke(1));
        g.draw(new Line2D.Double(frame.x(beat), area.getY(), frame.x(beat), area.getMaxY()));
      }
      int number = beat / score.beatsPerBar();
      if (bar && beat < frame.beats() && number % every == 0) {
        g.setColor(Palette.INK);
        letters.draw(g, String.valueOf(number + 1), frame.x(beat) + 2, area.getMaxY() + 16);
      }
    }
    g.setColor(Palette.INK);
    String label = "bar (of " + score.beatsPerBar() + " beats)";
    Typeface.Letters larger = Typeface.SANS.size(14);
    larger.draw(g, label, area.getCenterX() - larger.width(label) / 2.0, area.getMaxY() + 34);
    g.setColor(BAR);
    g.draw(area);
  }

  private RoundRectangle2D shape(Frame frame, Score.Note note) {
    double from = frame.x((double) note.from() / score.ticksPerQuarter());
    double to = frame.x((double) note.to() / score.ticksPerQuarter());
    double high = Math.min(frame.key(), 10);
    double middle = frame.y(note.pitch()) + frame.key() / 2;
    return new RoundRectangle2D.Double(
        from + 0.5, middle - high / 2 + 0.4, Math.max(1.5, to - from - 1), high - 0.8, 3, 3);
  }

  private static void paintNote(Graphics2D g, int part, RoundRectangle2D shape) {
    Color colour = Palette.colour(part);
    int filling = part % 3;
    g.setColor(filling == 0 ? colour : filling == 1 ? Color.WHITE : pale(colour));
    g.fill(shape);
    g.setColor(colour);
    g.setStroke(new BasicStroke(1.4f));
    g.draw(shape);
  }

  private static Color pale(Color colour) {
    return new Color(
        (colour.getRed() + 2 * 255) / 3,
        (colour.getGreen() + 2 * 255) / 3,
        (colour.getBlue() + 2 * 255) / 3);
  }

  /** A symbol for each chord that leaves room for the next one. */
  private void paintChords(Graphics2D g, Frame frame) {
    Typeface.Letters letters = Typeface.SANS.size(14);
    double free = 0;
    int beat = 0;
    for (ChordChart.Change change : changes) {
      String symbol = change.chord().toString();
      double x = frame.x(beat);
      if (x >= free && x + letters.width(symbol) <= frame.area().getMaxX() + RIGHT) {
        g.setColor(Palette.INK);
        letters.draw(g, symbol, x, frame.area().getY() - 8);
        free = x + letters.width(symbol) + 5;
      }
      beat += change.beats();
    }
  }

  private void paintLegend(Graphics2D g, int width, int height) {
    Typeface.Letters letters = Typeface.SANS.size(14);
    List<String> names = new ArrayList<>();
    for (Score.Part part : score.parts()) {
      names.add(part.name().isEmpty() ? "part " + (names.size() + 1) : part.name());
    }
    int length = names.stream().mapToInt(name -> 30 + letters.width(name) + 18).sum() - 18;
    double left = (width - length) / 2.0;
    for (int part = 0; part < names.size(); part++) {
      paintNote(g, part, new RoundRectangle2D.Double(left, height - 20, 24, 9, 3, 3));
      g.setColor(Palette.INK);
      letters.draw(g, names.get(part), left + 30, height - 11);
      left += 30 + letters.width(names.get(part)) + 18;
    }
  }
}
