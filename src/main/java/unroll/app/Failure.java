package unroll.app;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import unroll.kernel.NotebookFormatException;

/**
 * What a thrown exception means to the person at the terminal: one line, and the exit status.
 *
 * @param line what to print, without a line break
 * @param status 2 where the input was bad, 1 where the kit failed
 */
record Failure(String line, int status) {
  /** The exit status of bad input. */
  static final int BAD_INPUT = 2;

  /** The exit status of everything else that went wrong. */
  static final int FAILED = 1;

  /** The exit status when submissions were marked, but the grader itself failed on one. */
  static final int GRADER_FAULT = 3;

  /** Translates an exception. */
  static Failure of(Throwable thrown) {
    if (thrown instanceof UserError) {
      return badInput(thrown.getMessage());
    }
    if (thrown instanceof UncheckedIOException unchecked) {
      return of(unchecked.getCause());
    }
    if (thrown instanceof IOException input) {
      return ofInputOutput(input);
    }
    if (thrown instanceof ReadOnlyFileSystemException) {
      return badInput("the file system is read-only");
    }
    if (thrown instanceof IllegalArgumentException && hasText(thrown)) {
      return badInput(thrown.getMessage());
    }
    if (thrown instanceof OutOfMemoryError) {
      return failed(
          "out of memory; give Java more with -Xmx, for example java -Xmx4g -jar target/unroll.jar ...");
    }
    if (thrown instanceof InterruptedException) {
      return failed("interrupted");
    }
    String said = hasText(thrown) ? thrown.getMessage() : "no message";
    return failed(thrown.getClass().getSimpleName() + ": " + said + " (--stacktrace shows where)");
  }

  private static Failure ofInputOutput(IOException thrown) {
    if (thrown instanceof NotebookFormatException) {
      return badInput(thrown.getMessage());
    }
    if (thrown instanceof NoSuchFileException missing) {
      return badInput("no such file: " + missing.getFile());
    }
    if (thrown instanceof FileNotFoundException) {
      return badInput("cannot open " + thrown.getMessage());
    }
    if (thrown instanceof AccessDeniedException denied) {
      return badInput("no permission: " + denied.getFile());
    }
    if (thrown instanceof FileAlreadyExistsException existing) {
      return badInput("there is one already: " + existing.getFile());
    }
    if (thrown instanceof NotDirectoryException file) {
      return badInput("not a folder: " + file.getFile());
    }
    if (thrown instanceof CharacterCodingException) {
      return badInput(
          "the text is not UTF-8; convert it first, for example with iconv -f latin1 -t utf-8");
    }
    if (thrown instanceof FileSystemException broken && broken.getReason() != null) {
      return failed(broken.getFile() + ": " + broken.getReason());
    }
    return failed(hasText(thrown) ? thrown.getMessage() : thrown.getClass().getSimpleName());
  }

  private static boolean hasText(Throwable thrown) {
    return thrown.getMessage() != null && !thrown.getMessage().isBlank();
  }

  private static Failure badInput(String message) {
    return new Failure(oneLine(message), BAD_INPUT);
  }

  private static Failure failed(String message) {
    return new Failure(oneLine(message), FAILED);
  }

  private static String oneLine(String message) {
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
