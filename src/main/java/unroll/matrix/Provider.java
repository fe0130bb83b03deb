package unroll.matrix;

/** Chooses the kernels once, at start. */
final class Provider {
  static final Kernels DOUBLE = new PlainDouble();
  static final Kernels FLOAT = new PlainFloat();

  private Provider() {}
}
