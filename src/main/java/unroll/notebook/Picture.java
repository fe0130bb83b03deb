package unroll.notebook;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures as PNG: opaque on white, so that they are read on a dark page too, and dense enough that
 * a telephone or a fine screen shows them sharp.
 */
final class Picture {
  /** Width of a figure on the page, in CSS pixels. */
  static final int WIDTH = 640;

  /** Height of a figure on the page, in CSS pixels. */
  static final int HEIGHT = 400;

  /** Picture pixels for each CSS pixel. */
  static final int DENSITY = 2;

  private Picture() {}

  /** Something that draws itself into a rectangle of the given size at the origin. */
  @FunctionalInterface
  interface Painter {
    /** Draws, with (0, 0) at the top left. */
    void paint(Graphics2D graphics, int width, int height);
  }

  /** The PNG of a drawing of the given size on the page, {@link #DENSITY} times as many pixels. */
  static byte[] png(Painter painter, int width, int height) {
    return png(fewColours(image(painter, width, height, DENSITY)));
  }

  /** A drawing on white, {@code density} picture pixels for each unit. */
  static BufferedImage image(Painter painter, int width, int height, int density) {
    // A display that is named but not there must not stop a picture that needs none.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    BufferedImage image =
        new BufferedImage(width * density, height * density, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(density, density);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      painter.paint(graphics, width, height);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /**
   * The same image in at most 256 colours, which halves its file: drawings have few colours, and
   * the rare shades at their edges become the nearest frequent one.
   */
  static BufferedImage fewColours(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    // Run by run: most pixels have the colour of the one before.
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0, run = 1; i < pixels.length; i++, run++) {
      pixels[i] &= 0xFFFFFF;
      if (i + 1 == pixels.length || (pixels[i + 1] & 0xFFFFFF) != pixels[i]) {
        counts.merge(pixels[i], run, Integer::sum);
        run = 0;
      }
    }
    int[] palette =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(256)
            .mapToInt(Map.Entry::getKey)
            .toArray();
    Map<Integer, Integer> places = new HashMap<>();
    for (int place = 0; place < palette.length; place++) {
      places.put(palette[place], place);
    }
    var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    var few =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    byte[] indices = ((DataBufferByte) few.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      indices[i] =
          i > 0 && pixels[i] == pixels[i - 1]
              ? indices[i - 1]
              : (byte) (int) places.computeIfAbsent(pixels[i], pixel -> nearest(palette, pixel));
    }
    return few;
  }

  private static int nearest(int[] palette, int colour) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int place = 0; place < palette.length; place++) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        int apart = (palette[place] >> shift & 0xFF) - (colour >> shift & 0xFF);
        distance += apart * apart;
      }
      if (distance < least) {
        least = distance;
        best = place;
      }
    }
    return best;
  }

  /** The PNG file of an image. */
  static byte[] png(BufferedImage image) {
    Objects.requireNonNull(image, "image");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A picture of a learner's own, one picture pixel for each CSS pixel. */
  static MimeBundle bundle(BufferedImage image, String alternative) {
    return MimeBundle.text("[" + alternative + "]")
        .withPng(png(image), image.getWidth(), image.getHeight(), alternative);
  }
}
