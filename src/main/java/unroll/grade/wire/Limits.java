package unroll.grade.wire;

/** The sizes that no frame exceeds, whichever side sends it. */
public final class Limits {
  /** The bytes of a frame: a square matrix of 1,400 rows of doubles. */
  public static final int FRAME = 16 << 20;

  /** The characters of one text. */
  public static final int TEXT = 1 << 20;

  /** The values in one frame, each array, matrix or entry of a list counting once. */
  public static final int VALUES = 1 << 18;

  /** How deep lists, maps and records lie in each other. */
  public static final int DEPTH = 48;

  /** The characters of an exception's message that are sent on. */
  public static final int MESSAGE = 2_000;

  /** The frames of an exception's stack that are sent on. */
  public static final int STACK = 64;

  private Limits() {}
}
