package unroll.train;

import java.util.random.RandomGenerator;

/**
 * A source of randomness whose state is one number, so that it can be saved and put back:
 * SplitMix64 (Steele, Lea and Flood 2014, figure 16). From the same seed it gives the same numbers
 * as {@link java.util.SplittableRandom}, which keeps its state to itself.
 */
public final class SplitMix implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * Starts from a seed, or goes on from a state.
   *
   * @param state any number
   */
  public SplitMix(long state) {
    this.state = state;
  }

  /**
   * Returns the state: {@code new SplitMix(state())} gives the same numbers from here on.
   *
   * @return any number
   */
  public long state() {
    return state;
  }

  /**
   * Goes on from a state.
   *
   * @param state any number
   */
  public void state(long state) {
    this.state = state;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
