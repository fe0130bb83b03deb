package unroll.notebook;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the outlines that pictures are lettered with: once, on a machine with fonts.
 *
 * <p>Arguments: a TrueType file (DejaVuSans.ttf or DejaVuSansMono.ttf, version 2.37) and the file
 * to write. The format is read by {@link Typeface}.
 */
final class GlyphSource {
  private static final int EM = 2048;
  private static final int[][] RANGES = {
    {0x20, 0x7E}, {0xA0, 0x17F}, {0x370, 0x3FF}, {0x400, 0x45F}, {0x2010, 0x2027},
    {0x2030, 0x203A}, {0x2070, 0x209C}, {0x2190, 0x21D4}, {0x2200, 0x2265}, {0x22C5, 0x22C5},
    {0x2423, 0x2423}, {0x2580, 0x2593}, {0x25A0, 0x25A1}, {0x25CF, 0x25CF}, {0x266A, 0x266F},
    {0x2713, 0x2713}, {0x2717, 0x2717}, {0xFFFD, 0xFFFD}
  };

  private GlyphSource() {}

  public static void main(String[] arguments) throws Exception {
    Font font =
        Font.createFont(Font.TRUETYPE_FONT, Path.of(arguments[0]).toFile()).deriveFont((float) EM);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      for (int[] range : RANGES) {
        for (int character = range[0]; character <= range[1]; character++) {
          if (font.canDisplay(character)) {
            write(out, font, character);
          }
        }
      }
      out.writeInt(-1);
    }
    Files.write(Path.of(arguments[1]), bytes.toByteArray());
  }

  private static void write(DataOutputStream out, Font font, int character) throws IOException {
    FontRenderContext plain = new FontRenderContext(null, true, true);
    GlyphVector glyph = font.createGlyphVector(plain, Character.toString(character));
    out.writeInt(character);
    out.writeShort(Math.round(glyph.getGlyphMetrics(0).getAdvance()));
    Shape outline = glyph.getGlyphOutline(0);
    double[] at = new double[6];
    for (PathIterator path = outline.getPathIterator(null); !path.isDone(); path.next()) {
      int segment = path.currentSegment(at);
      out.writeByte(segment);
      int numbers =
          switch (segment) {
            case PathIterator.SEG_MOVETO, PathIterator.SEG_LINETO -> 2;
            case PathIterator.SEG_QUADTO -> 4;
            case PathIterator.SEG_CUBICTO -> 6;
            default -> 0;
          };
      for (int i = 0; i < numbers; i++) {
        out.writeShort((int) Math.round(at[i]));
      }
    }
    out.writeByte(-1);
  }
}
