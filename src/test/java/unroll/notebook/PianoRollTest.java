package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import unroll.data.Chord;
import unroll.data.ChordChart.Change;
import unroll.data.Score;
import unroll.data.Score.Note;

class PianoRollTest {
  private static final List<Change> CHANGES = List.of(new Change(Chord.of(0), 4));

  private static PianoRoll roll(Note... notes) {
    return PianoRoll.of(
        "one part", new Score("x", 1, 4, List.of(new Score.Part("tune", List.of(notes)))));
  }

  private static BufferedImage picture(Showable shown) throws IOException {
    String png = (String) shown.bundle().data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
  }

  /** The mean column and row of the first part's blue, above the legend. */
  private static double[] middle(PianoRoll roll) throws IOException {
    BufferedImage picture = picture(roll);
    double[] sum = new double[3];
    for (int y = 0; y < picture.getHeight() - 60; y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if ((picture.getRGB(x, y) & 0xFFFFFF) == 0x0072B2) {
          sum[0] += x;
          sum[1] += y;
          sum[2]++;
        }
      }
    }
    return new double[] {sum[0] / sum[2], sum[1] / sum[2]};
  }

  @Test
  void textSaysHowMuchAndHowHigh() {
    assertEquals(
        "one part\n  8 beats\n  tune: 2 notes, Bb3 to C4",
        roll(new Note(0, 1, 60), new Note(2, 8, 58)).toString());
  }

  @Test
  void higherPitchStandsHigher() throws IOException {
    Note frame = new Note(7, 8, 40);
    assertTrue(
        middle(roll(frame, new Note(0, 4, 80)))[1] < middle(roll(frame, new Note(0, 4, 60)))[1]);
  }

  @Test
  void laterNoteStandsFurtherRight() throws IOException {
    Note frame = new Note(0, 8, 40);
    assertTrue(
        middle(roll(frame, new Note(4, 8, 60)))[0] > middle(roll(frame, new Note(0, 4, 60)))[0]);
  }

  @Test
  void symbolsStandOverTheRoll() throws IOException {
    PianoRoll roll = roll(new Note(0, 4, 60));
    BufferedImage picture = picture(roll.chords(CHANGES));
    int ink = 0;
    for (int y = 90; y < 116; y++) {
      for (int x = 104; x < 160; x++) {
        ink += (picture.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
      }
    }
    assertTrue(ink > 20, ink + " dark pixels where C should stand");
  }

  @Test
  void wordsReplaceTheAlternative() {
    assertTrue(
        roll(new Note(0, 1, 60)).alt("a note").bundle().metadata().toString().contains("a note"));
  }

  @Test
  void rollWithoutANoteIsRefused() {
    assertEquals(
        "piano roll 'x' has no note",
        assertThrows(
                IllegalArgumentException.class,
                () -> PianoRoll.of("x", new Score("x", 1, 4, List.of())))
            .getMessage());
  }
}
