package unroll.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers which lines of which cell each snippet came from, so that errors can point there. */
final class Origins {
  private final Map<String, Origin> bySnippet = new HashMap<>();

  /** Where a snippet came from: a cell, and the lines of it from the snippet's first on. */
  private record Origin(int cell, int firstLine, String[] lines) {}

  /**
   * A line of a cell.
   *
   * @param cell the cell's number
   * @param line counted from 1
   * @param text the line itself
   */
  record Place(int cell, int line, String text) {}

  void remember(String snippetId, int cell, String cellSource, int offset) {
    int line = lineOf(cellSource, offset);
    bySnippet.put(snippetId, new Origin(cell, line, cellSource.split("\n", -1)));
  }

  /** The place of a frame that JShell has translated to a snippet; empty for all other frames. */
  Optional<Place> place(StackTraceElement frame) {
    String file = frame.getFileName();
    if (file == null || !file.startsWith("#")) {
      return Optional.empty();
    }
    return Optional.ofNullable(bySnippet.get(file.substring(1)))
        .map(
            origin -> {
              int line = origin.firstLine() + Math.max(frame.getLineNumber(), 1) - 1;
              String text = line <= origin.lines().length ? origin.lines()[line - 1].strip() : "";
              return new Place(origin.cell(), line, text);
            });
  }

  /** The line, counted from 1, that a character of a text is in. */
  static int lineOf(String text, int offset) {
    return 1
        + (int)
            text.substring(0, Math.min(offset, text.length()))
                .chars()
                .filter(c -> c == '\n')
                .count();
  }
}
