package unroll.data;

import java.util.function.IntToDoubleFunction;

/** A digit cut out to the edges of its ink, brightness 0 to 255. */
record InkedDigit(int height, int width, byte[] ink) {
  private static final int WHITE = 255;

  /** What is darker than this share of white does not belong to a digit's box. */
  private static final double FAINT = 0.2;

  static InkedDigit of(int side, IntToDoubleFunction light) {
    int top = side;
    int bottom = -1;
    int left = side;
    int right = -1;
    for (int at = 0; at < side * side; at++) {
      if (light.applyAsDouble(at) > FAINT) {
        top = Math.min(top, at / side);
        bottom = at / side;
        left = Math.min(left, at % side);
        right = Math.max(right, at % side);
      }
    }
    if (bottom < 0) {
      return new InkedDigit(1, 1, new byte[1]);
    }
    int wide = right - left + 1;
    byte[] ink = new byte[(bottom - top + 1) * wide];
    for (int i = 0; i < ink.length; i++) {
      int at = (top + i / wide) * side + left + i % wide;
      ink[i] = (byte) Math.round(WHITE * light.applyAsDouble(at));
    }
    return new InkedDigit(bottom - top + 1, wide, ink);
  }

  double at(int row, int column) {
    boolean inside = row >= 0 && row < height && column >= 0 && column < width;
    return inside ? (ink[row * width + column] & 0xff) / (double) WHITE : 0;
  }
}
