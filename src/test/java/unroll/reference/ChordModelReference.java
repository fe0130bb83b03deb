package unroll.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.cell.Lstm;
import unroll.data.Chord;
import unroll.data.ChordChart;
import unroll.data.Datasets;
import unroll.layer.Dropout;
import unroll.model.music.ChordModel;
import unroll.model.music.Songbook;
import unroll.model.music.SymbolCounts;
import unroll.model.music.Tune;
import unroll.tape.Initializer;
import unroll.train.Adam;
import unroll.train.Schedule;
import unroll.train.Trainer;

/**
 * Next chord and next duration of jazz standards: two heads on one LSTM predict better than counts.
 */
@Tag("full")
class ChordModelReference {
  private static final int HIDDEN = 96;
  private static final int BATCH = 16;
  private static final int UPDATES = 800;
  private static final double RATE = 0.01;
  private static final double DROPOUT = 0.3;
  private static final double CLIP = 1;

  /** A fifth of the tunes, the same for all seeds; settings were chosen on another split. */
  private static final int HELD_OUT = 22;

  private static final long SPLIT = 1929;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void twoHeadsPredictUnheardTunesBetterThanBigrams(long seed) throws IOException {
    Songbook book =
        Songbook.of(
            ChordChart.read(Datasets.catalogue().named("music").orElseThrow().paths().get(0)),
            HELD_OUT,
            SPLIT);
    int durations = book.beats().length;
    double before = Results.cpuSeconds();
    Initializer init = Initializer.seeded(seed);
    ChordModel<?> model =
        ChordModel.of(
            Lstm.of(Chord.COUNT + durations, HIDDEN, init.named("cell")),
            Chord.COUNT,
            durations,
            init);
    SplittableRandom random = new SplittableRandom(1000 * seed + 1);
    Optional<Dropout> dropout = Optional.of(new Dropout(DROPOUT, random));
    Trainer.of(Adam.of(model.parameters(), RATE))
        .clipping(CLIP)
        .scheduled(Schedule.cosine(0))
        .fit(UPDATES, tape -> model.losses(tape, book.draw(BATCH, random), dropout).joint());
    ChordModel.Nats nats = model.evaluate(book.heldOut());
    double[] chords = counted(book, Tune::chords, Chord.COUNT);
    double[] beats = counted(book, Tune::durations, durations);
    String bigrams =
        String.format(Locale.ROOT, "%.3f (chord %.3f)", chords[1] + beats[1], chords[1]);
    Results.append(
        new Results.Row(
            "112 jazz tunes, 22 held out, next chord and duration",
            "LSTM 96, two heads, 12 keys, batch 16 tunes, Adam 0.01 cosine, dropout 0.3, clip 1",
            seed,
            String.format(
                Locale.ROOT,
                "%.3f nats a chord with its duration (chord %.3f, duration %.3f)",
                nats.joint(),
                nats.chord(),
                nats.duration()),
            String.format(
                Locale.ROOT,
                "< bigrams %s < unigrams %.3f (chord %.3f)",
                bigrams,
                chords[0] + beats[0],
                chords[0]),
            UPDATES,
            Results.cpuSeconds() - before));
    assertTrue(nats.joint() < chords[1] + beats[1], nats::toString);
    assertTrue(nats.chord() < chords[1] && nats.duration() < beats[1], nats::toString);
    assertTrue(chords[1] < chords[0] && beats[1] < beats[0], bigrams);
  }

  /** What unigrams and bigrams of one voice cost on the held-out tunes, counted in all keys. */
  private static double[] counted(Songbook book, Function<Tune, int[]> voice, int symbols) {
    List<int[]> learned = Songbook.inAllKeys(book.train()).stream().map(voice).toList();
    List<int[]> held = book.heldOut().stream().map(voice).toList();
    SymbolCounts counts = SymbolCounts.of(learned, symbols, 2);
    return new double[] {counts.evaluate(held, 1), counts.evaluate(held, 2)};
  }
}
