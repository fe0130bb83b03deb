package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.Datasets;
import unroll.layer.Dropout;
import unroll.model.music.Melody;
import unroll.model.music.MelodyView;
import unroll.model.music.Rags;
import unroll.model.music.Soloist;
import unroll.model.music.SymbolCounts;
import unroll.tape.Initializer;
import unroll.train.Adam;
import unroll.train.Schedule;
import unroll.train.Trainer;

/**
 * Melodies of rags over chords: an interval expert and a chord expert, each alone and multiplied
 * (Johnson, Keller and Weintraut 2017). The eight rags are held out two at a time, so every figure
 * is over all of them, none learned by the networks that it is measured on. The settings were
 * chosen on other pairs of the same rags.
 */
@Tag("full")
class ProductOfExpertsReference {
  private static final int HIDDEN = 32;
  private static final int BATCH = 16;
  private static final int PASSAGE = 64;
  private static final int UPDATES = 300;
  private static final int BAR_STEPS = 12;
  private static final double RATE = 0.005;
  private static final double DROPOUT = 0.5;
  private static final double CLIP = 1;
  private static final int HELD_OUT = 2;

  private static final MelodyView INTERVALS =
      MelodyView.intervals(Rags.PITCHES, Rags.SPECIALS, Rags.REACH);
  private static final MelodyView CHORD_TONES = MelodyView.chordTones(Rags.PITCHES, Rags.SPECIALS);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theProductIsUnderEachExpertAndEachUnderUnigrams(long seed) throws IOException {
    List<Melody> rags = Rags.read(Datasets.catalogue().named("music").orElseThrow());
    double before = Results.cpuSeconds();
    double[] sums = new double[5];
    int events = 0;
    for (int fold = 0; fold < rags.size(); fold += HELD_OUT) {
      List<Melody> held = rags.subList(fold, fold + HELD_OUT);
      List<Melody> learned = new ArrayList<>(rags);
      learned.removeAll(held);
      int predicted = held.stream().mapToInt(rag -> rag.length() - 1).sum();
      events += predicted;
      sums[0] += predicted * trained(List.of(INTERVALS), learned, held, seed);
      sums[1] += predicted * trained(List.of(CHORD_TONES), learned, held, seed);
      sums[2] += predicted * trained(List.of(INTERVALS, CHORD_TONES), learned, held, seed);
      sums[3] += predicted * counted(learned, held, 1);
      sums[4] += predicted * counted(learned, held, 2);
    }
    double intervals = sums[0] / events;
    double chordTones = sums[1] / events;
    double product = sums[2] / events;
    double unigrams = sums[3] / events;
    double bigrams = sums[4] / events;
    Results.append(
        new Results.Row(
            "8 rags, each held out once, two at a time: next sixteenth of the melody",
            "LSTM 32 an expert, batch 16 x 64, Adam 0.005 cosine, dropout 0.5, clip 1",
            seed,
            String.format(
                Locale.ROOT,
                "product %.3f nats an event; interval expert alone %.3f, chord expert alone %.3f",
                product,
                intervals,
                chordTones),
            String.format(
                Locale.ROOT,
                "product < each alone < unigrams %.3f (bigrams %.3f)",
                unigrams,
                bigrams),
            (long) UPDATES * rags.size() / HELD_OUT,
            Results.cpuSeconds() - before));
    String all = String.format("%f < %f, %f < %f", product, intervals, chordTones, unigrams);
    assertTrue(product < Math.min(intervals, chordTones), all);
    assertTrue(Math.max(intervals, chordTones) < unigrams, all);
    assertTrue(product < bigrams, all);
  }

  /** Trains experts, jointly if there are two, and says what the held-out rags cost them. */
  private static double trained(
      List<MelodyView> views, List<Melody> learned, List<Melody> held, long seed) {
    Soloist soloist = Soloist.of(views, BAR_STEPS, HIDDEN, Rags.SYMBOLS, Initializer.seeded(seed));
    SplittableRandom random = new SplittableRandom(1000 * seed + 1);
    Optional<Dropout> dropout = Optional.of(new Dropout(DROPOUT, random));
    Trainer.of(Adam.of(soloist.parameters(), RATE))
        .clipping(CLIP)
        .scheduled(Schedule.cosine(0))
        .fit(
            UPDATES,
            tape -> soloist.loss(tape, Rags.passages(learned, BATCH, PASSAGE, random), dropout));
    return soloist.nats(held);
  }

  /** What n-grams cost, counted in all twelve keys. */
  private static double counted(List<Melody> learned, List<Melody> held, int order) {
    List<int[]> inAllKeys =
        IntStream.range(-5, 7)
            .boxed()
            .flatMap(key -> learned.stream().map(rag -> rag.transposed(key, Rags.PITCHES).notes()))
            .toList();
    return SymbolCounts.of(inAllKeys, Rags.SYMBOLS, order)
        .evaluate(held.stream().map(Melody::notes).toList(), order);
  }
}
