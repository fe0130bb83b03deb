package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveLossTest {
  private static final long MILLISECOND = 1_000_000;

  private final Recorder page = new Recorder();
  private final AtomicLong clock = new AtomicLong();
  private final Live live = Live.on(Frontend.of(page));

  @Test
  void progressIsDrawnAFewTimesASecondAtMost() {
    train(ProgressBar.of("training", 2000, live, clock::get), 2000);
    assertTrue(page.messages.size() <= 2 * 4 + 1, page.messages.size() + " messages in 2 s");
  }

  @Test
  void drawingTakesAtMostATwentiethOfTheTime() {
    Throttle throttle = Throttle.by(clock::get);
    int[] drawn = {0};
    for (int i = 0; i < 10_000; i++) {
      clock.addAndGet(MILLISECOND);
      throttle.maybe(
          () -> {
            drawn[0]++;
            clock.addAndGet(100 * MILLISECOND);
          });
    }
    assertTrue(drawn[0] <= 6, drawn[0] + " drawings of 0.1 s in 10 s");
  }

  @Test
  void progressSaysPercentSpeedAndTimeLeft() {
    ProgressBar progress = ProgressBar.of("training", 2000, live, clock::get);
    clock.addAndGet(5000 * MILLISECOND);
    progress.at(500);
    assertEquals(
        "training: 25 %, 500 of 2000 steps at 100 steps/s, 0:15 left",
        progress.line().replace("2,000", "2000"));
  }

  @Test
  void theLastStateSaysTheTimeTaken() {
    ProgressBar progress = ProgressBar.of("training", 100, live, clock::get);
    train(progress, 100);
    assertEquals("training: 100 of 100 steps in 0:00 at 1000 steps/s", page.last().text());
  }

  @Test
  void aTrainingThatStoppedSaysHowFarItCame() {
    train(ProgressBar.of("training", 100, live, clock::get), 40);
    assertTrue(page.last().text().startsWith("training: stopped after 40 of 100 steps"));
  }

  @Test
  void theCurveEndsAsOneInteractiveFigure() {
    LiveLoss loss = loss();
    loss.step(1, 2, 4, Double.NaN);
    clock.addAndGet(1000 * MILLISECOND);
    loss.step(2, 2, 3, 3.5);
    loss.close();
    assertEquals(Set.of("text/html", "image/png", "text/plain"), page.last().data().keySet());
  }

  @Test
  void whileItRunsNoScriptIsSent() {
    LiveLoss loss = loss();
    loss.step(1, 2, 4, Double.NaN);
    assertFalse(page.last().data().get("text/html").toString().contains("<script"));
  }

  @Test
  void theLastStateReplacesTheRunningOne() {
    LiveLoss loss = loss();
    loss.step(1, 2, 4, Double.NaN);
    loss.close();
    assertTrue(page.last().update());
  }

  @Test
  void heldOutLossIsASeriesOfItsOwn() {
    LiveLoss loss = loss();
    loss.step(1, 2, 4, 3.5);
    assertTrue(loss.chart().toString().contains("held out"));
  }

  @Test
  void aLongTrainingIsKeptAsMeans() {
    LiveLoss loss = loss();
    for (int step = 1; step <= 100_000; step++) {
      loss.step(step, 100_000, 2, Double.NaN);
    }
    assertTrue(loss.chart().toString().contains("mean of 256 steps"), loss.chart().toString());
  }

  @Test
  void meansKeepTheMeanOfTheLoss() {
    LiveLoss loss = loss();
    for (int step = 1; step <= 400; step++) {
      loss.step(step, 400, step % 2 == 0 ? 1 : 3, Double.NaN);
    }
    assertTrue(loss.chart().toString().contains("lowest 2 at 2, highest 2 at 2"));
  }

  @Test
  void aLossThatIsNotANumberStillLeavesAState() {
    LiveLoss loss = loss();
    loss.step(1, 2, Double.NaN, Double.NaN);
    loss.close();
    assertTrue(page.last().text().contains("stopped after 1 of 2 steps"));
  }

  @Test
  void trainingThatNeverBeganSaysSo() {
    loss().close();
    assertEquals("Shakespeare: no step was made", page.last().text());
  }

  private LiveLoss loss() {
    return LiveLoss.of("Shakespeare", "nats per character", live, clock::get);
  }

  private void train(ProgressBar progress, int steps) {
    for (int step = 1; step <= steps; step++) {
      clock.addAndGet(MILLISECOND);
      progress.step(step);
    }
    progress.close();
  }
}
