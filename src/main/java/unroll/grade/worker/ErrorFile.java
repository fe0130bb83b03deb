package unroll.grade.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a worker's Java said on standard error; a submission may have written there too. */
final class ErrorFile {
  private static final int BYTES = 1 << 14;

  private ErrorFile() {}

  /** Whether the last it said was that memory ran out. */
  static boolean saysOutOfMemory(Path file) {
    return tail(file).contains("OutOfMemoryError");
  }

  /** The last line that says something. */
  static String lastLine(Path file) {
    return tail(file)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((before, after) -> after)
        .orElse("it said nothing");
  }

  private static String tail(Path file) {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - BYTES));
      var bytes = java.nio.ByteBuffer.allocate(BYTES);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        continue;
      }
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
