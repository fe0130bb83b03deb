package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Lengths;
import unroll.cell.Lstm;
import unroll.matrix.Precision;
import unroll.model.detect.Detections;
import unroll.model.detect.FrameDetector;
import unroll.model.detect.Whistles;
import unroll.tape.Initializer;
import unroll.train.Adam;
import unroll.train.Schedule;
import unroll.train.Trainer;

/** Rising whistles are heard among other whistles and noise. Settings were chosen on seed 11. */
@Tag("full")
class DetectorReference {
  private static final int HIDDEN = 48;
  private static final int BATCH = 16;
  private static final int UPDATES = 400;
  private static final int SIGNALS = 400;
  private static final double RATE = 0.005;
  private static final double CLIP = 1;

  /** How much more a frame that is to be marked counts. */
  private static final double WEIGHT = 3;

  private static final double LEAST_DECIBELS = 0;
  private static final double MOST_DECIBELS = 20;
  private static final double HELD_OUT_DECIBELS = 10;
  private static final double BAR = 0.95;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void risingWhistlesAreHeardOverNoise(long seed) throws IOException {
    double before = Results.cpuSeconds();
    SplittableRandom random = new SplittableRandom(1000 * seed + 1);
    List<Whistles.Signal> signals = Whistles.draw(SIGNALS, LEAST_DECIBELS, MOST_DECIBELS, random);
    Initializer init = Initializer.seeded(seed);
    FrameDetector detector =
        FrameDetector.forwards(
            Lstm.of(Whistles.HEARING.bands(), HIDDEN, init.named("cell")), 1, WEIGHT, init);
    int[] lengths = new int[BATCH];
    Arrays.fill(lengths, Whistles.FRAMES);
    Trainer.of(Adam.of(detector.parameters(), RATE))
        .clipping(CLIP)
        .scheduled(Schedule.cosine(0))
        .fit(
            UPDATES,
            tape -> {
              List<Whistles.Signal> batch = Whistles.choose(signals, BATCH, random);
              return detector.loss(
                  Whistles.frames(tape, batch, Precision.FLOAT),
                  Lengths.of(lengths),
                  Whistles.targets(batch, Precision.FLOAT));
            });
    Detections heard = heard(detector, HELD_OUT_DECIBELS);
    Results.append(
        new Results.Row(
            "rising whistles of 2 s signals, 16 ms frames, 10 dB",
            "LSTM 48 forwards, 400 signals of 0 to 20 dB, batch 16, Adam 0.005 cosine, clip 1",
            seed,
            String.format(
                Locale.ROOT,
                "F1 %.3f (%d hits, %d false alarms, %d misses); 5 dB %.3f, 0 dB %.3f",
                heard.f1(),
                heard.hits(),
                heard.falseAlarms(),
                heard.misses(),
                heard(detector, 5).f1(),
                heard(detector, 0).f1()),
            "F1 at least 0.95",
            UPDATES,
            Results.cpuSeconds() - before));
    assertTrue(heard.f1() >= BAR, heard::toString);
  }

  /** The same 300 signals for all seeds: nobody learns from them. */
  private static Detections heard(FrameDetector detector, double decibels) {
    List<Whistles.Signal> held = Whistles.draw(300, decibels, decibels, new SplittableRandom(77));
    return Whistles.listen(detector, held, Precision.FLOAT);
  }
}
