package unroll.notebook;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The two typefaces that pictures are lettered in, as outlines read from the jar and filled as
 * shapes.
 *
 * <p>Java's own text needs fontconfig and fonts that a small machine does not have, and comes out
 * differently on each; outlines need nothing and look the same everywhere. They are those of the
 * DejaVu fonts (licence beside them): Latin, Greek, Cyrillic, arrows and the common signs of
 * mathematics. A character without an outline shows as the replacement sign.
 */
final class Typeface {
  /** For titles and axes. */
  static final Typeface SANS = new Typeface("sans.glyphs");

  /** For text whose columns must line up. */
  static final Typeface MONO = new Typeface("mono.glyphs");

  private static final double EM = 2048;
  private static final int REPLACEMENT = 0xFFFD;

  private final Map<Integer, Glyph> glyphs = new HashMap<>();

  private Typeface(String file) {
    try (InputStream packed = Typeface.class.getResourceAsStream("fonts/" + file);
        DataInputStream in = new DataInputStream(new GZIPInputStream(packed))) {
      for (int character = in.readInt(); character >= 0; character = in.readInt()) {
        int advance = in.readShort();
        glyphs.put(character, new Glyph(advance, outline(in)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the letters " + file, e);
    }
  }

  /** A letter: how far the next one stands, and its outline, both in 2048ths of the size. */
  private record Glyph(int advance, Path2D outline) {}

  /** This typeface at a size in pixels. */
  Letters size(double pixels) {
    return new Letters(this, pixels);
  }

  /** A typeface at a size. */
  record Letters(Typeface face, double size) {
    /** How wide a text is, in whole pixels. */
    int width(String text) {
      long units = text.codePoints().mapToLong(c -> face.glyph(c).advance()).sum();
      return (int) Math.ceil(units * size / EM);
    }

    /** Draws a text from a point on its base line, in the colour that is set. */
    void draw(Graphics2D g, String text, double x, double y) {
      AffineTransform before = g.getTransform();
      g.translate(x, y);
      g.scale(size / EM, size / EM);
      for (int character : text.codePoints().toArray()) {
        Glyph glyph = face.glyph(character);
        g.fill(glyph.outline());
        g.translate(glyph.advance(), 0);
      }
      g.setTransform(before);
    }
  }

  private Glyph glyph(int character) {
    return glyphs.getOrDefault(character, glyphs.get(REPLACEMENT));
  }

  private static Path2D outline(DataInputStream in) throws IOException {
    Path2D path = new Path2D.Float(Path2D.WIND_NON_ZERO);
    for (int segment = in.readByte(); segment >= 0; segment = in.readByte()) {
      switch (segment) {
        case PathIterator.SEG_MOVETO -> path.moveTo(in.readShort(), in.readShort());
        case PathIterator.SEG_LINETO -> path.lineTo(in.readShort(), in.readShort());
        case PathIterator.SEG_QUADTO ->
            path.quadTo(in.readShort(), in.readShort(), in.readShort(), in.readShort());
        case PathIterator.SEG_CUBICTO ->
            path.curveTo(
                in.readShort(),
                in.readShort(),
                in.readShort(),
                in.readShort(),
                in.readShort(),
                in.readShort());
        default -> path.closePath();
      }
    }
    return path;
  }
}
