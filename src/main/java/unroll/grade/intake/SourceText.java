package unroll.grade.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a file, in whatever encoding an editor has left it.
 *
 * @param text the text, without a byte order mark
 * @param notice what its author should know of the encoding; empty if it is UTF-8
 */
record SourceText(String text, Optional<String> notice) {

  /**
   * Reads UTF-8 with or without a mark, UTF-16 with a mark, and anything else that is text as
   * Latin-1.
   *
   * @param bytes the file
   * @param name its name, for messages
   * @throws Refused if it is no text at all
   */
  static SourceText of(byte[] bytes, String name) throws Refused {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new SourceText(strict(bytes, 3, StandardCharsets.UTF_8, name), Optional.empty());
    }
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      Charset charset =
          bytes[0] == (byte) 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
      return new SourceText(strict(bytes, 2, charset, name), Optional.of(saved(name, "UTF-16")));
    }
    for (byte each : bytes) {
      if (each == 0) {
        throw new Refused(name + " is " + kind(bytes) + ", not Java source: hand in the text.");
      }
    }
    try {
      return new SourceText(decoded(bytes, 0, StandardCharsets.UTF_8), Optional.empty());
    } catch (CharacterCodingException e) {
      return new SourceText(
          new String(bytes, StandardCharsets.ISO_8859_1), Optional.of(saved(name, "Latin-1")));
    }
  }

  private static String saved(String name, String encoding) {
    return name
        + " is not UTF-8. It was read as "
        + encoding
        + "; save it as UTF-8, or letters outside English may come out wrong.";
  }

  private static String strict(byte[] bytes, int from, Charset charset, String name)
      throws Refused {
    try {
      String text = decoded(bytes, from, charset);
      if (text.indexOf('\0') >= 0) {
        throw new Refused(name + " is a binary file, not Java source: hand in the text.");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new Refused(
          name + " says that it is " + charset + ", but is not: save it again as UTF-8.");
    }
  }

  private static String decoded(byte[] bytes, int from, Charset charset)
      throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
        .toString();
  }

  private static String kind(byte[] bytes) {
    if (startsWith(bytes, 0xCA, 0xFE, 0xBA, 0xBE)) {
      return "a compiled class";
    }
    return startsWith(bytes, 'P', 'K') ? "a zip archive under another name" : "a binary file";
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
