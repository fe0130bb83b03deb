package unroll.kernel;

/** Stands in for a library that never asks whether it was interrupted. */
public final class DeafLibrary {
  private DeafLibrary() {}

  /** Busy for some seconds, deaf to interrupts. */
  public static double busy(int seconds) {
    double sum = 0;
    for (long end = System.nanoTime() + seconds * 1_000_000_000L; System.nanoTime() < end; ) {
      sum += Math.sqrt(sum + 1);
    }
    return sum;
  }
}
