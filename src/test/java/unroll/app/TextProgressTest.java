package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.train.Progress;

class TextProgressTest {
  private final StringWriter written = new StringWriter();

  private TextProgress on(boolean terminal) {
    return new TextProgress(new PrintWriter(written), terminal, 2500);
  }

  private static Progress step(long step, OptionalDouble validation) {
    return new Progress(step, 1000, 2, 1.75, 0.5, 0.01, validation, 90, 10);
  }

  @Test
  void aTerminalHasOneLineThatIsRewritten() {
    TextProgress progress = on(true);
    progress.accept(step(500, OptionalDouble.of(1.9)));
    progress.accept(step(1000, OptionalDouble.empty()));
    progress.close();
    assertEquals(
        "\r 50 %  step 500 of 1000  loss 1.7500 nats/char  validation 1.9000  25,000 chars/s"
            + "  1:30 min left\u001b[K"
            + "\r100 %  step 1000 of 1000  loss 1.7500 nats/char  validation 1.9000  25,000 chars/s"
            + "  1:30 min left\u001b[K"
            + System.lineSeparator(),
        written.toString());
  }

  @Test
  void aTerminalIsNotRewrittenAtEveryStep() {
    TextProgress progress = on(true);
    progress.accept(step(1, OptionalDouble.empty()));
    String once = written.toString();
    progress.accept(step(2, OptionalDouble.empty()));
    assertEquals(once, written.toString());
  }

  @Test
  void elsewhereThereAreTwentyLinesAndOneForTheFirstStep() {
    TextProgress progress = on(false);
    for (int step = 1; step <= 1000; step++) {
      progress.accept(step(step, OptionalDouble.empty()));
    }
    assertEquals(21, written.toString().lines().count());
  }

  @Test
  void aValidationIsAlwaysShown() {
    on(false).accept(step(77, OptionalDouble.of(1.9)));
    assertEquals(1, written.toString().lines().count());
  }

  @ParameterizedTest
  @CsvSource({"0,0 s", "41.2,42 s", "60,1:00 min", "3599,59:59 min", "7800,2:10 h"})
  void timeLeftIsShort(double seconds, String text) {
    assertEquals(text, TextProgress.duration(seconds));
  }
}
