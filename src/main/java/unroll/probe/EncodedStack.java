package unroll.probe;

import unroll.matrix.Precision;

/**
 * A stack of bits in one number between 0 and 1, in base 4 with the digits 1 and 3 (Siegelmann and
 * Sontag 1995): {@code q = sum over i of (2 bit_i + 1) / 4^i}, the top being i = 1.
 *
 * <pre>
 *   push b    q/4 + (2b + 1)/4
 *   top       sigma(4q - 2)          0 or 1, since q is at most 1/2 or at least 3/4
 *   some      sigma(4q)              0 for the empty stack, 1 for any other
 *   pop       4q - 2 top - 1
 * </pre>
 *
 * <p>Every bit costs two binary digits, so a double holds 26 bits (27 where the top is 0) and a
 * float 12: there the universal machine ends.
 *
 * @param q 0 for the empty stack
 */
public record EncodedStack(double q) {
  /** The empty stack. */
  public static final EncodedStack EMPTY = new EncodedStack(0);

  /**
   * Encodes a stack, rounding once a push.
   *
   * @param bits the letters 0 and 1, the top first
   * @return the stack
   * @throws IllegalArgumentException if there is another letter
   */
  public static EncodedStack of(String bits) {
    EncodedStack stack = EMPTY;
    for (int i = bits.length() - 1; i >= 0; i--) {
      if (bits.charAt(i) != '0' && bits.charAt(i) != '1') {
        throw new IllegalArgumentException("a stack of " + bits + ": only 0 and 1 are allowed");
      }
      stack = stack.push(bits.charAt(i) - '0');
    }
    return stack;
  }

  /**
   * Puts a bit on top.
   *
   * @param bit 0 or 1
   * @return the stack after it
   */
  public EncodedStack push(int bit) {
    return new EncodedStack(q / 4 + (2 * bit + 1) / 4.0);
  }

  /**
   * Reads the top.
   *
   * @return 0 or 1, or a number between where rounding has spoilt the code
   */
  public double top() {
    return sigma(4 * q - 2);
  }

  /**
   * Says whether there is a bit.
   *
   * @return 0 or 1, or a number between where rounding has spoilt the code
   */
  public double some() {
    return sigma(4 * q);
  }

  /**
   * Takes the top away.
   *
   * @return the stack below it
   */
  public EncodedStack pop() {
    return new EncodedStack(sigma(4 * q - 2 * top() - 1));
  }

  /**
   * Decodes the stack by popping.
   *
   * @param most how many bits to read at most: a spoilt code may never end
   * @return the bits, the top first
   */
  public String bits(int most) {
    StringBuilder bits = new StringBuilder();
    EncodedStack stack = this;
    while (stack.some() > 0.5 && bits.length() < most) {
      bits.append(stack.top() > 0.5 ? '1' : '0');
      stack = stack.pop();
    }
    return bits.toString();
  }

  /**
   * Finds how deep a stack can be. Pushes the bits of a pattern over and over until popping no
   * longer gives them all back.
   *
   * @param precision every push is rounded to it
   * @param pattern the letters 0 and 1, at least one
   * @return the greatest depth at which every bit comes back
   * @throws IllegalArgumentException if the pattern is empty or has another letter
   */
  public static int exactDepth(Precision precision, String pattern) {
    if (!pattern.matches("[01]+")) {
      throw new IllegalArgumentException("a pattern of \"" + pattern + "\": give 0 and 1");
    }
    EncodedStack stack = EMPTY;
    String pushed = "";
    int depth = 0;
    while (stack.bits(depth + 1).equals(pushed)) {
      char bit = pattern.charAt(depth % pattern.length());
      depth++;
      pushed = bit + pushed;
      stack = stack.push(bit - '0').rounded(precision);
    }
    return depth - 1;
  }

  private EncodedStack rounded(Precision precision) {
    return precision == Precision.FLOAT ? new EncodedStack((float) q) : this;
  }

  private static double sigma(double a) {
    return Math.min(1, Math.max(0, a));
  }
}
