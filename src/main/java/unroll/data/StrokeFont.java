package unroll.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A font whose glyphs are the way of a pen, not outlines: an SVG 1.1 font of single strokes.
 *
 * @param name of the file
 * @param unitsPerEm how many units the size of the font has, above 0
 * @param glyphs by character, of the printable ones of ASCII
 */
public record StrokeFont(String name, double unitsPerEm, Map<Character, Glyph> glyphs) {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_POINTS = 200_000;
  private static final double LARGEST_NUMBER = 1e6;

  /** A letter but e, which is a number's, or what stands between letters, spaces and commas. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z&&[^e]]|[^A-Za-df-z\\s,]+");

  /** Copies the map. */
  public StrokeFont {
    glyphs = Map.copyOf(glyphs);
  }

  /**
   * A point.
   *
   * @param x to the right, in units of the font
   * @param y up from the base line, in units of the font
   */
  public record Point(double x, double y) {}

  /**
   * A character as the pen writes it.
   *
   * @param advance from this glyph's origin to the next one's, in units of the font
   * @param strokes what is written without lifting the pen, at least 2 points each; none for a
   *     space
   */
  public record Glyph(double advance, List<List<Point>> strokes) {
    /** Copies the list. */
    public Glyph {
      strokes = List.copyOf(strokes);
    }
  }

  /**
   * Reads a font. Characters beyond ASCII are passed over; document types are not looked at, so no
   * entity of theirs is expanded and nothing outside the file is read.
   *
   * @param file an SVG font in UTF-8 of at most 4 MB whose paths are straight lines
   * @return the font, with at least one glyph
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is too large, no SVG font, damaged, or has curves; the
   *     message is one line and names the file
   */
  public static StrokeFont read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(MOST_BYTES + 1), file.getFileName().toString());
    }
  }

  /** Reads a font that is in memory. */
  static StrokeFont of(byte[] bytes, String name) {
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          name + " has more than " + MOST_BYTES + " bytes: too many for a stroke font");
    }
    try {
      String text = new String(bytes, StandardCharsets.UTF_8);
      XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
      return new Reading(name).font(xml);
    } catch (XMLStreamException damaged) {
      throw new IllegalArgumentException(
          name + " is no well-formed SVG: " + oneLine(damaged.getMessage()), damaged);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static String oneLine(String message) {
    return message == null
        ? "unreadable"
        : message.replaceAll("\\s+", " ").replaceAll("[^ -~]", "?").strip();
  }

  /**
   * Finds a glyph.
   *
   * @param character to be written
   * @return its glyph, or empty if the font has none
   */
  public Optional<Glyph> glyph(char character) {
    return Optional.ofNullable(glyphs.get(character));
  }

  /** The state of reading one font. */
  private static final class Reading {
    private final String name;
    private final Map<Character, Glyph> glyphs = new TreeMap<>();
    private double unitsPerEm;
    private double usualAdvance;
    private int points;

    Reading(String name) {
      this.name = name;
    }

    StrokeFont font(XMLStreamReader xml) throws XMLStreamException {
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          switch (xml.getLocalName()) {
            case "font" -> usualAdvance = number(xml, "horiz-adv-x", 0);
            case "font-face" -> unitsPerEm = number(xml, "units-per-em", 0);
            case "glyph" -> glyph(xml);
            default -> {
              // text about the font
            }
          }
        }
      }
      if (glyphs.isEmpty() || !(unitsPerEm > 0)) {
        throw new IllegalArgumentException(
            name + " is no stroke font: it has no glyph of ASCII, or no units-per-em");
      }
      return new StrokeFont(name, unitsPerEm, glyphs);
    }

    private void glyph(XMLStreamReader xml) {
      String unicode = xml.getAttributeValue(null, "unicode");
      if (unicode == null || unicode.length() != 1 || unicode.charAt(0) < ' ') {
        return;
      }
      char character = unicode.charAt(0);
      if (character > '~') {
        return;
      }
      String path = xml.getAttributeValue(null, "d");
      glyphs.put(
          character,
          new Glyph(
              number(xml, "horiz-adv-x", usualAdvance),
              path == null ? List.of() : strokes(path, character)));
    }

    private List<List<Point>> strokes(String path, char character) {
      List<List<Point>> strokes = new ArrayList<>();
      List<Point> stroke = new ArrayList<>();
      // One word after the other: a list of all would be fifty times as large as the path.
      Matcher words = WORD.matcher(path);
      while (words.find()) {
        char one = words.end() - words.start() == 1 ? path.charAt(words.start()) : '?';
        if (one == 'M') {
          end(stroke, strokes);
          stroke = new ArrayList<>();
        } else if (one != 'L') {
          double x = number(words.group(), character);
          if (!words.find()) {
            throw broken(character, "a path ends between two coordinates");
          }
          stroke.add(new Point(x, number(words.group(), character)));
          if (++points > MOST_POINTS) {
            throw new IllegalArgumentException(name + " has more than " + MOST_POINTS + " points");
          }
        }
      }
      end(stroke, strokes);
      return strokes;
    }

    private static void end(List<Point> stroke, List<List<Point>> strokes) {
      if (stroke.size() > 1) {
        strokes.add(List.copyOf(stroke));
      }
    }

    private double number(XMLStreamReader xml, String attribute, double otherwise) {
      String text = xml.getAttributeValue(null, attribute);
      return text == null ? otherwise : number(text, '?');
    }

    private double number(String text, char character) {
      if (!text.matches("-?[0-9.]{1,30}(e-?[0-9]{1,2})?")) {
        throw broken(
            character,
            "straight lines (M and L) of numbers were expected, not \""
                + text.substring(0, Math.min(text.length(), 20)).replaceAll("[^ -~]", "?")
                + '"');
      }
      double value;
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException several) {
        throw broken(character, text + " is no number");
      }
      if (!(Math.abs(value) <= LARGEST_NUMBER)) {
        throw broken(character, text + " is out of any font's range");
      }
      return value;
    }

    private IllegalArgumentException broken(char character, String what) {
      return new IllegalArgumentException(
          name + (character == '?' ? "" : ", glyph " + character) + ": " + what);
    }
  }
}
