package unroll.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrokeFontTest {
  private static final Path FONTS = Path.of("datasets/strokes");

  @TempDir Path temp;

  private static StrokeFont font(String glyphs) {
    return StrokeFont.of(
        ("<svg><defs><font horiz-adv-x=\"378\"><font-face units-per-em=\"1000\"/>"
                + glyphs
                + "</font></defs></svg>")
            .getBytes(StandardCharsets.UTF_8),
        "x.svg");
  }

  private static String refused(byte[] bytes) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> StrokeFont.of(bytes, "x.svg"))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.startsWith("x.svg"), message);
    return message;
  }

  private static String refused(String text) {
    return refused(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyShippedFontHasAllPrintableCharacters() throws IOException {
    for (Dataset.Entry entry : Datasets.catalogue().named("strokes").orElseThrow().files()) {
      if (entry.file().toString().endsWith(".svg")) {
        assertEquals(95, StrokeFont.read(entry.file()).glyphs().size(), entry.file().toString());
      }
    }
  }

  @Test
  void strokesAreWhatIsWrittenBetweenTwoMoves() {
    StrokeFont font =
        font(
            "<glyph unicode=\"T\" horiz-adv-x=\"500\" d=\"M 0 700 L 400 700 M 200 7e2 L200,-0.5\"/>");
    assertEquals(
        Optional.of(
            new StrokeFont.Glyph(
                500,
                List.of(
                    List.of(new StrokeFont.Point(0, 700), new StrokeFont.Point(400, 700)),
                    List.of(new StrokeFont.Point(200, 700), new StrokeFont.Point(200, -0.5))))),
        font.glyph('T'));
  }

  @Test
  void aSpaceHasAnAdvanceAndNoStroke() {
    assertEquals(
        Optional.of(new StrokeFont.Glyph(378, List.of())),
        font("<glyph unicode=\" \"/>").glyph(' '));
  }

  @Test
  void aCharacterThatTheFontHasNotIsEmpty() {
    assertEquals(Optional.empty(), font("<glyph unicode=\"a\"/>").glyph('b'));
  }

  @Test
  void curvesAreRefusedNamingTheGlyph() {
    assertEquals(
        "x.svg, glyph c: straight lines (M and L) of numbers were expected, not \"C\"",
        assertThrows(
                IllegalArgumentException.class,
                () -> font("<glyph unicode=\"c\" d=\"M 0 0 C 1 1 2 2 3 3\"/>"))
            .getMessage());
  }

  @Test
  void aPathThatEndsInTheMiddleIsRefused() {
    assertEquals(
        "x.svg, glyph c: a path ends between two coordinates",
        assertThrows(
                IllegalArgumentException.class,
                () -> font("<glyph unicode=\"c\" d=\"M 0 0 L 1\"/>"))
            .getMessage());
  }

  @Test
  void numbersBeyondAnyFontAreRefused() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> font("<glyph unicode=\"c\" d=\"M 0 0 L 1e99 0\"/>"))
            .getMessage()
            .endsWith("1e99 is out of any font's range"));
  }

  @Test
  void anotherPictureIsNoFont() {
    assertTrue(refused("<svg><path d=\"M 0 0 L 1 1\"/></svg>").contains("is no stroke font"));
  }

  @Test
  void entitiesAreNotExpanded() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE svg [<!ENTITY e0 \"ha\">");
    for (int i = 1; i < 40; i++) {
      bomb.append("<!ENTITY e").append(i).append(" \"");
      bomb.append(("&e" + (i - 1) + ";").repeat(10)).append("\">");
    }
    refused(bomb + "]><svg><font><glyph unicode=\"a\" d=\"&e39;\"/></font></svg>");
  }

  @Test
  void filesOutsideAreNotRead() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret.txt"), "M 0 0 L 1 1");
    String message =
        refused(
            "<!DOCTYPE svg [<!ENTITY e SYSTEM \""
                + secret.toUri()
                + "\">]><svg><font><font-face units-per-em=\"1000\"/>&e;</font></svg>");
    assertFalse(message.contains("M 0 0"), message);
  }

  @Test
  void everyTruncatedFontIsRefusedInOneLine() throws IOException {
    byte[] whole = Files.readAllBytes(FONTS.resolve("EMSTech.svg"));
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      refused(Arrays.copyOf(whole, random.nextInt(whole.length - 20)));
    }
  }

  @Test
  void randomBytesAreRefusedInOneLine() {
    Random random = new Random(4);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      refused(bytes);
    }
  }

  @Test
  void aFontOfTooManyPointsIsRefused() {
    String path = "M 0 0 " + "L 1 1 ".repeat(200_001);
    assertEquals(
        "x.svg has more than 200000 points",
        assertThrows(
                IllegalArgumentException.class,
                () -> font("<glyph unicode=\"c\" d=\"" + path + "\"/>"))
            .getMessage());
  }

  @Test
  void aHugeFileIsNotReadToItsEnd() {
    assertTrue(refused(new byte[(4 << 20) + 1]).endsWith("too many for a stroke font"));
  }
}
