package unroll.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text whose characters are shaded by a number each, for example by what one unit of a network does
 * while it reads.
 *
 * <p>Blue for -1, white for 0, orange for 1. Since colour alone tells some people nothing, values
 * at or under -0.5 are also underlined with dots and values at or over 0.5 with a line; the plain
 * text has signs under the characters.
 */
public final class ShadedText implements Showable {
  private static final double STRONG = 0.5;
  private static final int COLUMNS = 64;
  private static final int CELL = 10;
  private static final int LINE = 24;

  private final String title;
  private final int[] characters;
  private final double[] values;

  private ShadedText(String title, int[] characters, double[] values) {
    this.title = title;
    this.characters = characters;
    this.values = values;
  }

  /**
   * Text with a value for each character.
   *
   * @param title what the shades mean
   * @param text the text
   * @param values one for each character (code point) of the text, shown from -1 to 1; copied
   * @return the shaded text
   * @throws IllegalArgumentException if there are more or fewer values than characters
   */
  public static ShadedText of(String title, String text, double... values) {
    int[] characters = text.codePoints().toArray();
    if (characters.length != values.length) {
      throw new IllegalArgumentException(
          "%d characters but %d values; give one value for each character"
              .formatted(characters.length, values.length));
    }
    return new ShadedText(title, characters, values.clone());
  }

  @Override
  public MimeBundle bundle() {
    List<int[]> lines = lines();
    int width = COLUMNS * CELL + 20;
    int height = 44 + lines.size() * LINE;
    return MimeBundle.html(html(), toString())
        .withPng(
            Picture.png((g, w, h) -> paint(g, lines, w), width, height),
            width,
            height,
            title + ": " + new String(characters, 0, characters.length));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(title);
    for (int[] line : lines()) {
      StringBuilder signs = new StringBuilder();
      text.append('\n');
      for (int i = line[0]; i < line[1]; i++) {
        text.append(visible(characters[i]));
        signs.append(values[i] >= STRONG ? '+' : values[i] <= -STRONG ? '-' : ' ');
      }
      text.append(signs.toString().isBlank() ? "" : "\n" + signs.toString().stripTrailing());
    }
    return text.toString();
  }

  private String html() {
    StringBuilder html = new StringBuilder("<div><div>");
    html.append(Html.escape(title)).append("</div><pre style=\"background:#fff;color:#222;");
    html.append("white-space:pre-wrap;line-height:1.6\">");
    for (int i = 0; i < characters.length; i++) {
      String style = values[i] >= STRONG ? "solid" : values[i] <= -STRONG ? "dotted" : "";
      Color colour = colour(values[i]);
      html.append("<span title=\"").append(String.format(Locale.ROOT, "%.2f", values[i]));
      html.append("\" style=\"background:").append(Palette.css(colour));
      html.append(ColourScale.isDark(colour) ? ";color:#fff" : "");
      html.append(style.isEmpty() ? "" : ";text-decoration:underline " + style);
      html.append("\">");
      html.append(
          characters[i] == '\n' ? "↵</span>\n" : Html.escape(Character.toString(characters[i])));
      html.append(characters[i] == '\n' ? "" : "</span>");
    }
    return html.append("</pre></div>").toString();
  }

  private void paint(Graphics2D g, List<int[]> lines, int width) {
    g.setColor(Palette.INK);
    Drawing.heading(g, title, width);
    Typeface.Letters letters = Typeface.MONO.size(15);
    for (int row = 0; row < lines.size(); row++) {
      int base = 44 + row * LINE + 14;
      for (int i = lines.get(row)[0]; i < lines.get(row)[1]; i++) {
        int left = 10 + (i - lines.get(row)[0]) * CELL;
        Color colour = colour(values[i]);
        g.setColor(colour);
        g.fill(new Rectangle2D.Double(left, base - 15, CELL, 20));
        g.setColor(ColourScale.isDark(colour) ? Color.WHITE : Palette.INK);
        String shown = visible(characters[i]);
        letters.draw(g, shown, left + (CELL - letters.width(shown)) / 2.0, base);
        if (Math.abs(values[i]) >= STRONG) {
          for (int dash = 0; dash < CELL; dash += values[i] > 0 ? 1 : 4) {
            g.fill(new Rectangle2D.Double(left + dash, base + 3, values[i] > 0 ? 1 : 2, 1.5));
          }
        }
      }
    }
  }

  /** Where each line starts and ends: after a line feed, or when it is full. */
  private List<int[]> lines() {
    List<int[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == '\n' || i + 1 - from == COLUMNS || i + 1 == characters.length) {
        lines.add(new int[] {from, i + 1});
        from = i + 1;
      }
    }
    return lines;
  }

  private static Color colour(double value) {
    return Double.isNaN(value) ? Color.WHITE : ColourScale.activation().colour(value);
  }

  private static String visible(int character) {
    return character == '\n' ? "↵" : character == '\t' ? "→" : Character.toString(character);
  }
}
