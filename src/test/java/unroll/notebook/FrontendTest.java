package unroll.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontendTest {
  private final Recorder first = new Recorder();
  private final Recorder second = new Recorder();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream console = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void theFirstSessionThatIsThereIsUsed() {
    Frontend.first(
            List.of(Optional::empty, () -> Optional.of(first), () -> Optional.of(second)), console)
        .show(MimeBundle.text("hello"));
    assertEquals(List.of(1, 0), List.of(first.messages.size(), second.messages.size()));
  }

  @Test
  void withoutASessionTheTextIsPrinted() {
    Frontend.first(List.of(Optional::empty), console).show(MimeBundle.html("<b>hi</b>", "hi"));
    assertEquals("hi\n", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void noOtherKernelIsFoundWhereNoneRuns() {
    assertEquals(Optional.empty(), ForeignKernel.running());
  }

  @Test
  void theScriptGoesOutOnceASession() {
    Frontend frontend = Frontend.of(first);
    frontend.show(figure());
    frontend.show(figure());
    assertEquals(
        List.of("script", "figure", "figure"),
        first.messages.stream().map(message -> message.metadata().get("unroll")).toList());
  }

  @Test
  void theScriptGoesOutToEachSession() {
    Frontend.of(first).show(figure());
    Frontend.of(second).show(figure());
    assertEquals(2, second.messages.size());
  }

  @Test
  void textNeedsNoScript() {
    Frontend.of(first).show(MimeBundle.text("hello"));
    assertEquals(1, first.messages.size());
  }

  @Test
  void aMessageIsNotCutByAnInterrupt() {
    boolean[] seen = {true};
    Thread.currentThread().interrupt();
    Frontend.of((id, data, metadata, update) -> seen[0] = Thread.currentThread().isInterrupted())
        .show(MimeBundle.text("hello"));
    Thread.interrupted();
    assertFalse(seen[0]);
  }

  @Test
  void theInterruptIsThereAfterTheMessage() {
    Thread.currentThread().interrupt();
    Frontend.of(first).show(MimeBundle.text("hello"));
    assertTrue(Thread.interrupted());
  }

  @Test
  void whatIsShownUnderAnIdIsReplacedUnderIt() {
    Live live = Live.on(Frontend.of(first));
    live.update("one");
    live.last("two");
    assertEquals(first.messages.get(0).id(), first.last().id());
  }

  @Test
  void onTheConsoleOnlyTheLastStateIsPrinted() {
    Live live = Live.on(Frontend.console(console));
    live.update("one");
    live.update("two");
    live.last("three");
    assertEquals("three\n", printed.toString(StandardCharsets.UTF_8));
  }

  private static MimeBundle figure() {
    return Chart.line("Loss").series("LSTM", 2, 1).bundle();
  }
}
