package unroll.grade.intake;

import java.io.IOException;
import java.io.Reader;

/**
 * A text without the marks that a merge of git leaves where two versions are in conflict: of each
 * conflict the first version passes. Only a few characters are held at a time.
 */
final class MergedReader extends Reader {
  private static final int MARK = 7;

  private enum Part {
    COMMON,
    FIRST,
    BASE,
    SECOND
  }

  private final Reader in;
  private final char[] raw = new char[1 << 13];
  private int from;
  private int to;
  private boolean isAtLineStart = true;
  private boolean isLeftOut;
  private boolean hasConflict;
  private Part part = Part.COMMON;

  MergedReader(Reader in) {
    this.in = in;
  }

  /** Whether a conflict has passed. */
  boolean hasConflict() {
    return hasConflict;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    while (true) {
      if (isAtLineStart) {
        lookAhead();
        isLeftOut = isMark() || part == Part.BASE || part == Part.SECOND;
        isAtLineStart = false;
      }
      if (from == to && !fill()) {
        return -1;
      }
      int end = from;
      while (end < to && raw[end] != '\n') {
        end++;
      }
      isAtLineStart = end < to;
      int after = isAtLineStart ? end + 1 : end;
      if (isLeftOut) {
        from = after;
        continue;
      }
      int copied = Math.min(length, after - from);
      isAtLineStart &= copied == after - from;
      System.arraycopy(raw, from, buffer, offset, copied);
      from += copied;
      return copied;
    }
  }

  /** The state changes with each mark. */
  private boolean isMark() {
    // the last mark's line is left out with the version that it ends
    Part next =
        switch (part) {
          case COMMON -> begins('<') ? Part.FIRST : part;
          case FIRST -> begins('|') ? Part.BASE : begins('=') ? Part.SECOND : part;
          case BASE -> begins('=') ? Part.SECOND : part;
          case SECOND -> begins('>') ? Part.COMMON : part;
        };
    boolean isMark = next != part;
    part = next;
    hasConflict |= isMark;
    return isMark;
  }

  private boolean begins(char mark) {
    if (to - from < MARK) {
      return false;
    }
    for (int i = 0; i < MARK; i++) {
      if (raw[from + i] != mark) {
        return false;
      }
    }
    return true;
  }

  private void lookAhead() throws IOException {
    if (to - from >= MARK) {
      return;
    }
    System.arraycopy(raw, from, raw, 0, to - from);
    to -= from;
    from = 0;
    while (to < MARK) {
      int read = in.read(raw, to, raw.length - to);
      if (read < 0) {
        return;
      }
      to += read;
    }
  }

  private boolean fill() throws IOException {
    from = 0;
    to = 0;
    int read = in.read(raw, 0, raw.length);
    to = Math.max(0, read);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
