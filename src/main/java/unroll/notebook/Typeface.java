package unroll.notebook;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The two typefaces that pictures are lettered in, read from the jar.
 *
 * <p>A machine without installed fonts or without fontconfig cannot draw Java's logical fonts; a
 * font made from a file it can.
 */
enum Typeface {
  /** DejaVu Sans, for titles and axes. */
  SANS("DejaVuSans.ttf"),
  /** DejaVu Sans Mono, for text whose columns must line up. */
  MONO("DejaVuSansMono.ttf");

  private final Font font;

  Typeface(String file) {
    try (InputStream in = Typeface.class.getResourceAsStream("fonts/" + file)) {
      font = Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the font " + file, e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("not a font: " + file, e);
    }
  }

  /** This typeface at a size in pixels. */
  Font size(float pixels) {
    return font.deriveFont(pixels);
  }
}
