package unroll.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A text as symbols of a vocabulary.
 *
 * <p>Files must be UTF-8; a byte-order mark at the start is dropped, every other character, line
 * ends included, is learned as it stands.
 */
public final class Corpus {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Vocabulary vocabulary;
  private final int[] symbols;

  private Corpus(Vocabulary vocabulary, int[] symbols) {
    this.vocabulary = vocabulary;
    this.symbols = symbols;
  }

  /**
   * Takes a text with the characters that occur in it.
   *
   * @param text at least one character
   * @return the text as symbols
   * @throws IllegalArgumentException if the text is empty
   */
  public static Corpus of(String text) {
    return of(text, Vocabulary.of(text));
  }

  /**
   * Takes a text with a given vocabulary, for example that of a trained model.
   *
   * @param text at least one character
   * @param vocabulary must know every character of the text
   * @return the text as symbols
   * @throws IllegalArgumentException if the text is empty or has an unknown character
   */
  public static Corpus of(String text, Vocabulary vocabulary) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the text is empty: there is nothing to learn from");
    }
    return new Corpus(vocabulary, vocabulary.encode(text));
  }

  /**
   * Reads files as one text, one after the other.
   *
   * @param files at least one
   * @return the text as symbols
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a file is not UTF-8, or all are empty
   */
  public static Corpus read(Path... files) throws IOException {
    return read(List.of(files));
  }

  /**
   * Reads files as one text, one after the other.
   *
   * @param files at least one
   * @return the text as symbols
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a file is not UTF-8, or all are empty
   */
  public static Corpus read(List<Path> files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      text.append(text(file));
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "there is nothing to learn from: empty text in "
              + (files.size() == 1 ? files.get(0) : files));
    }
    return of(text.toString());
  }

  /**
   * Reads a file as text.
   *
   * @param file in UTF-8
   * @return its characters, without a byte-order mark
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the file is not UTF-8; the message names the byte offset;
   *     or if it is a folder
   */
  public static String text(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder, not a text");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = decoder.decode(bytes, text, true);
    if (result.isError()) {
      throw new IllegalArgumentException(
          String.format(
              "%s is not UTF-8: byte 0x%02X at offset %d; convert it first, for example with iconv -f"
                  + " latin1 -t utf-8",
              file, bytes.get(bytes.position()), bytes.position()));
    }
    text.flip();
    boolean marked = text.hasRemaining() && text.get(0) == BYTE_ORDER_MARK;
    return text.subSequence(marked ? 1 : 0, text.length()).toString();
  }

  /**
   * Returns the characters known.
   *
   * @return the vocabulary, shared by all parts of a text
   */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Returns how long the text is.
   *
   * @return characters, at least 1
   */
  public int length() {
    return symbols.length;
  }

  /**
   * Reads one symbol.
   *
   * @param place 0 to length - 1
   * @return 0 to V - 1
   */
  public int symbol(int place) {
    return symbols[place];
  }

  /**
   * Takes a part of the text; the vocabulary stays.
   *
   * @param from the first character, from 0
   * @param to behind the last
   * @return at least one character
   * @throws IllegalArgumentException if the part is empty or not inside the text
   */
  public Corpus part(int from, int to) {
    if (from < 0 || to <= from || to > symbols.length) {
      throw new IllegalArgumentException(
          "no part from " + from + " to " + to + " in a text of " + symbols.length + " characters");
    }
    return new Corpus(vocabulary, Arrays.copyOfRange(symbols, from, to));
  }

  /**
   * Two parts of one text, with one vocabulary.
   *
   * @param train to learn from
   * @param validation held out
   */
  public record Split(Corpus train, Corpus validation) {}

  /**
   * Holds out the end of the text: the first characters are for training, the last {@code
   * round(fraction * length)} for validation. The cut is contiguous, since shuffled characters
   * would leak.
   *
   * @param fraction of the text for validation, above 0 and below 1
   * @return both parts, each at least 1 character
   * @throws IllegalArgumentException if the fraction is out of range or a part would be empty
   */
  public Split split(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction for validation must be above 0 and below 1, not " + fraction);
    }
    int cut = symbols.length - (int) Math.round(fraction * symbols.length);
    if (cut == 0 || cut == symbols.length) {
      throw new IllegalArgumentException(
          "a text of " + symbols.length + " characters cannot be split at " + fraction);
    }
    return new Split(part(0, cut), part(cut, symbols.length));
  }

  /**
   * Returns the characters.
   *
   * @return the text itself
   */
  public String text() {
    return vocabulary.decode(symbols);
  }

  @Override
  public String toString() {
    return "text of " + length() + " characters, " + vocabulary.size() + " different";
  }
}
