package unroll.notebook;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures that follow one another in one file, as every browser plays it: an animated GIF. */
final class Animation {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";

  /** The block of Netscape 2.0 that asks for repetition without end. */
  private static final byte[] FOR_EVER = {1, 0, 0};

  private Animation() {}

  /**
   * Writes a GIF that plays without end.
   *
   * @param frames of one size, of at most 256 colours each
   * @param delay of a frame, in hundredths of a second
   * @param last delay of the last frame
   * @return the bytes of the file
   */
  static byte[] gif(List<BufferedImage> frames, int delay, int last) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int t = 0; t < frames.size(); t++) {
        int time = t == frames.size() - 1 ? last : delay;
        writer.writeToSequence(
            new IIOImage(frames.get(t), null, metadata(writer, frames.get(t), time, t == 0)), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadata metadata(
      ImageWriter writer, BufferedImage frame, int delay, boolean first) throws IOException {
    // Not createFromRenderedImage: it takes the JDK's own palette for that of the frame.
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("delayTime", Integer.toString(delay));
    control.setAttribute("transparentColorIndex", "0");
    if (first) {
      IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
      repeat.setAttribute("applicationID", "NETSCAPE");
      repeat.setAttribute("authenticationCode", "2.0");
      repeat.setUserObject(FOR_EVER);
      IIOMetadataNode all = new IIOMetadataNode("ApplicationExtensions");
      all.appendChild(repeat);
      root.appendChild(all);
    }
    metadata.setFromTree(FORMAT, root);
    return metadata;
  }
}
