package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import unroll.data.Chord;
import unroll.data.ChordChart.Change;

class LeadSheetTest {
  private static LeadSheet sheet(String... symbols) {
    List<Change> changes =
        Stream.of(symbols)
            .map(
                symbol ->
                    new Change(
                        Chord.parse(symbol.substring(0, symbol.indexOf(':'))).orElseThrow(),
                        Integer.parseInt(symbol.substring(symbol.indexOf(':') + 1))))
            .toList();
    return LeadSheet.of("a tune", changes, 4);
  }

  private static BufferedImage picture(Showable shown) throws IOException {
    String png = (String) shown.bundle().data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
  }

  @Test
  void symbolsStandWhereChordsBegin() {
    assertEquals("a tune\n  | C . Amin7 . | . . F . |", sheet("C:2", "Amin7:4", "F:2").toString());
  }

  @Test
  void sameChordTwiceIsWrittenTwice() {
    assertEquals("a tune\n  | C . C . |", sheet("C:2", "C:2").toString());
  }

  @Test
  void fourBarsMakeALine() {
    assertEquals(
        "a tune\n  | C . . . | . . . . | . . . . | . . . . |\n  | F . . . |",
        sheet("C:16", "F:4").toString());
  }

  @Test
  void lastBarMayBeUnfinished() {
    assertEquals("a tune\n  | C . . |", sheet("C:3").toString());
  }

  @Test
  void shadeLiesUnderItsChordOnly() throws IOException {
    BufferedImage picture = picture(sheet("C:4", "F:4").shaded("copied", 0, 1));
    // the right ends of both bars, below the strokes
    assertEquals(0xFFFFFF, picture.getRGB(300, 150) & 0xFFFFFF);
    assertEquals(0xE69F00, picture.getRGB(610, 150) & 0xFFFFFF);
  }

  @Test
  void eachLineMakesThePictureHigher() throws IOException {
    assertEquals(2 * 46, picture(sheet("C:32")).getHeight() - picture(sheet("C:16")).getHeight());
  }

  @Test
  void shadesAreCounted() {
    assertEquals(
        "lead sheet 'a tune' has 1 chords but 2 shades",
        assertThrows(IllegalArgumentException.class, () -> sheet("C:4").shaded("x", 0, 1))
            .getMessage());
  }

  @Test
  void emptySheetIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> LeadSheet.of("x", List.of(), 4));
  }
}
