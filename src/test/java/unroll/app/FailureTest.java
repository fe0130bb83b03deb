package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void userErrorIsBadInputInItsOwnWords() {
    assertEquals(new Failure("no lesson 7", 2), Failure.of(new UserError("no lesson 7")));
  }

  @Test
  void missingFileIsBadInputAndNamed() {
    assertEquals(
        new Failure("no such file: plays.txt", 2),
        Failure.of(new UncheckedIOException(new NoSuchFileException("plays.txt"))));
  }

  @Test
  void forbiddenFileIsBadInputAndNamed() {
    assertEquals(
        new Failure("no permission: /secret", 2), Failure.of(new AccessDeniedException("/secret")));
  }

  @Test
  void textThatIsNotUtf8IsBadInput() {
    assertEquals(2, Failure.of(new MalformedInputException(1)).status());
  }

  @Test
  void refusedArgumentIsBadInput() {
    assertEquals(
        new Failure("x has 3 columns, not 4", 2),
        Failure.of(new IllegalArgumentException("x has 3 columns, not 4")));
  }

  @Test
  void fullDiskIsAFailure() {
    assertEquals(
        new Failure("No space left on device", 1),
        Failure.of(new IOException("No space left on device")));
  }

  @Test
  void unexpectedExceptionNamesItsClassAndTheWayToItsTrace() {
    Failure failure = Failure.of(new IndexOutOfBoundsException("Index 5"));
    assertEquals(
        new Failure("IndexOutOfBoundsException: Index 5 (--stacktrace shows where)", 1), failure);
  }

  @Test
  void outOfMemorySaysHowToGiveMore() {
    assertTrue(Failure.of(new OutOfMemoryError("Java heap space")).line().contains("-Xmx"));
  }

  @Test
  void messageOfSeveralLinesBecomesOne() {
    assertEquals("first second", Failure.of(new UserError("first\n  second\n")).line());
  }
}
