package unroll.data;

/**
 * Walks over the bytes of a standard MIDI file and finds out whether every length that the file
 * claims fits into it. Its job is to keep claims of gigabytes away from whoever would allocate them
 * (Standard MIDI Files 1.0, MMA 1996).
 */
final class MidiBytes {
  private static final int HEADER = 14;
  private static final int META = 0xFF;
  private static final int EXCLUSIVE = 0xF0;
  private static final int EXCLUSIVE_GOES_ON = 0xF7;

  /** A number of seven bits a byte has at most four bytes. */
  private static final int LONGEST_NUMBER = 4;

  private final byte[] bytes;
  private final String name;
  private int at;

  private MidiBytes(byte[] bytes, String name) {
    this.bytes = bytes;
    this.name = name;
  }

  /**
   * Checks a file.
   *
   * @throws IllegalArgumentException if it is no MIDI file, or shorter than it says
   */
  static void check(byte[] bytes, String name) {
    new MidiBytes(bytes, name).walk();
  }

  private void walk() {
    if (bytes.length < HEADER || !isTag(0, "MThd") || number(4) != 6) {
      throw new IllegalArgumentException(
          name + " is no MIDI file: it does not begin with MThd and a header of 6 bytes");
    }
    int tracks = (bytes[10] & 0xFF) << 8 | bytes[11] & 0xFF;
    at = HEADER;
    for (int track = 1; track <= tracks; track++) {
      if (bytes.length - at < 8) {
        throw broken("it ends before track " + track + " of " + tracks);
      }
      if (!isTag(at, "MTrk")) {
        throw broken("track " + track + " does not begin with MTrk");
      }
      long length = number(at + 4);
      at += 8;
      if (length > bytes.length - at) {
        throw broken(
            "track "
                + track
                + " claims "
                + length
                + " bytes, "
                + (bytes.length - at)
                + " are left");
      }
      events(at + (int) length);
    }
  }

  private void events(int end) {
    int running = 0;
    while (at < end) {
      variable(end);
      int status = next(end);
      if (status < 0x80) {
        if (running == 0) {
          throw broken("data where an event was expected");
        }
        at--;
        status = running;
      }
      if (status == META) {
        next(end);
        skip(variable(end), end);
      } else if (status == EXCLUSIVE || status == EXCLUSIVE_GOES_ON) {
        skip(variable(end), end);
      } else if (status > EXCLUSIVE) {
        throw broken(String.format("event 0x%02X does not belong into a file", status));
      } else {
        running = status;
        int kind = status & 0xF0;
        skip(kind == 0xC0 || kind == 0xD0 ? 1 : 2, end);
      }
    }
  }

  private int next(int end) {
    if (at >= end) {
      throw broken("an event runs over the end of its track");
    }
    return bytes[at++] & 0xFF;
  }

  private void skip(int count, int end) {
    if (count > end - at) {
      throw broken("an event claims " + count + " bytes, its track has " + (end - at) + " left");
    }
    at += count;
  }

  private int variable(int end) {
    int value = 0;
    for (int i = 0; i < LONGEST_NUMBER; i++) {
      int part = next(end);
      value = value << 7 | part & 0x7F;
      if (part < 0x80) {
        return value;
      }
    }
    throw broken("a number has more than " + LONGEST_NUMBER + " bytes");
  }

  private boolean isTag(int offset, String tag) {
    for (int i = 0; i < tag.length(); i++) {
      if (bytes[offset + i] != tag.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private long number(int offset) {
    long value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | bytes[offset + i] & 0xFF;
    }
    return value;
  }

  private IllegalArgumentException broken(String what) {
    return new IllegalArgumentException(
        name + " is a damaged MIDI file: " + what + " (byte " + at + ")");
  }
}
