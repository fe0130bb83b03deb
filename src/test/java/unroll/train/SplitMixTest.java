package unroll.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.house.Published;

class SplitMixTest {
  @Test
  @Published("Steele, Lea and Flood 2014")
  void drawsWhatTheJdkDraws() {
    SplitMix ours = new SplitMix(-123456789);
    SplittableRandom theirs = new SplittableRandom(-123456789);
    for (int i = 0; i < 1000; i++) {
      assertEquals(theirs.nextLong(), ours.nextLong());
    }
  }

  @Test
  void goesOnFromItsState() {
    SplitMix random = new SplitMix(5);
    random.nextGaussian();
    SplitMix copy = new SplitMix(random.state());
    assertEquals(random.nextDouble(), copy.nextDouble());
  }
}
