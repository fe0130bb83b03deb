package unroll.matrix;

/**
 * How wide a number is. Learners check gradients in {@link #DOUBLE}; training uses {@link #FLOAT},
 * which is twice as fast and half as large.
 */
public enum Precision {
  /** 32-bit numbers, about 7 decimal digits. */
  FLOAT,
  /** 64-bit numbers, about 16 decimal digits. */
  DOUBLE
}
