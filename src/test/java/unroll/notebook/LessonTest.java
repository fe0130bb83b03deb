package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LessonTest {
  private Optional<String> before = Optional.empty();

  @BeforeEach
  void atFullSize() {
    before = Optional.ofNullable(System.getProperty("unroll.quick"));
    System.setProperty("unroll.quick", "false");
  }

  @AfterEach
  void asBefore() {
    before.ifPresentOrElse(
        value -> System.setProperty("unroll.quick", value),
        () -> System.clearProperty("unroll.quick"));
  }

  @Test
  void sizeIsTheFullOneUnlessQuick() {
    assertEquals(2000, Lesson.size(2000, 20));
  }

  @Test
  void sizeIsTheQuickOneInQuickMode() {
    System.setProperty("unroll.quick", "true");
    assertEquals(20, Lesson.size(2000, 20));
  }

  @Test
  void aClaimThatDoesNotHoldStopsTheLessonByName() {
    var failed =
        assertThrows(AssertionError.class, () -> Lesson.claim("The LSTM beats 5-grams.", false));
    assertTrue(failed.getMessage().contains("The LSTM beats 5-grams."));
  }

  @Test
  void aClaimThatHoldsDoesNotStopTheLesson() {
    assertDoesNotThrow(() -> Lesson.claim("Two and two is four.", true));
  }

  @Test
  void claimsAboutFullSizeAreNotJudgedInQuickMode() {
    System.setProperty("unroll.quick", "true");
    assertDoesNotThrow(() -> Lesson.claimAtFullSize("The LSTM beats 5-grams.", false));
  }

  @Test
  void claimsAboutFullSizeAreJudgedAtFullSize() {
    assertThrows(AssertionError.class, () -> Lesson.claimAtFullSize("It beats.", false));
  }

  @Test
  void randomnessStartsAnewAtEachCall() {
    assertEquals(Lesson.random().nextLong(), Lesson.random().nextLong());
  }

  @Test
  void aLossUnderItsBarIsReached() {
    assertTrue(Lesson.reached("nats").atMost("LSTM", 1.599, 1.65).all());
  }

  @Test
  void aLossThatIsNotANumberIsNotReached() {
    assertFalse(Lesson.reached("nats").atMost("LSTM", Double.NaN, 1.65).all());
  }

  @Test
  void tableSaysWhatWasReachedInWords() {
    String text =
        Lesson.reached("share").atLeast("dates", 0.911, 0.99).atLeast("words", 1, 0.9).toString();
    assertEquals(
        """
        share  reached  bar
        dates    0.911  at least 0.99  ✗ not reached
        words        1  at least 0.9   ✓ reached""",
        text);
  }
}
