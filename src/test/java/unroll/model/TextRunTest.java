package unroll.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.data.Corpus;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.train.Checkpoint;
import unroll.train.Training;

class TextRunTest {
  private static final Corpus TEXT =
      Corpus.of("We are such stuff as dreams are made on, and our little life. ".repeat(9));

  @TempDir Path folder;

  private static TextSettings settings(CellKind cell) {
    return new TextSettings(cell, 9, 1, 3, 7, 60, 0.02, 1, 0.1, 5);
  }

  private Path finished(TextRun run, String name) throws IOException {
    run.train(progress -> {});
    run.checkpoint().write(folder.resolve(name));
    return folder.resolve(name);
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void theSameSeedGivesTheSameRunBitForBit(CellKind cell) throws IOException {
    Path first = finished(TextRun.begin(TEXT, settings(cell)), "first");
    Path second = finished(TextRun.begin(TEXT, settings(cell)), "second");
    assertEquals(-1, Files.mismatch(first, second));
  }

  @ParameterizedTest
  // 24 windows a pass: at its first, inside, at its last, in the second pass, before the end
  @ValueSource(longs = {1, 5, 23, 24, 25, 40, 59})
  void aRunStoppedAndResumedIsTheSameBitForBit(long stop) throws IOException {
    Path whole = finished(TextRun.begin(TEXT, settings(CellKind.LSTM)), "whole");
    Path saved = stopped(stop);
    Path resumed = finished(TextRun.resume(TEXT, Checkpoint.read(saved)), "resumed");
    assertEquals(-1, Files.mismatch(whole, resumed));
  }

  private Path stopped(long stop) throws IOException {
    TextRun run = TextRun.begin(TEXT, settings(CellKind.LSTM));
    Training training =
        run.train(
            progress -> {
              if (progress.step() == stop) {
                Thread.currentThread().interrupt();
              }
            });
    assertEquals(Training.Ending.INTERRUPTED, training.ending());
    run.checkpoint().write(folder.resolve("stopped"));
    return folder.resolve("stopped");
  }

  @Test
  void theSmoothedLossGoesOn() throws IOException {
    List<Double> whole = new ArrayList<>();
    TextRun.begin(TEXT, settings(CellKind.LSTM)).train(p -> whole.add(p.smoothedLoss()));
    List<Double> rest = new ArrayList<>();
    TextRun.resume(TEXT, Checkpoint.read(stopped(40))).train(p -> rest.add(p.smoothedLoss()));
    assertEquals(whole.subList(40, 60), rest);
  }

  @Test
  void validationIsMeasuredOncePerPass() {
    Training training = TextRun.begin(TEXT, settings(CellKind.LSTM)).train(p -> {});
    assertEquals(
        List.of(24L, 48L, 60L),
        training.curve().stream()
            .filter(point -> point.validation().isPresent())
            .map(Training.Point::step)
            .toList());
  }

  @Test
  void theModelAloneIsRestoredInEitherPrecision() throws IOException {
    TextRun run = TextRun.begin(TEXT, settings(CellKind.LSTM));
    Checkpoint saved = Checkpoint.read(finished(run, "model"));
    double inFloat = TextRun.model(saved, Precision.FLOAT).evaluate(TEXT);
    double inDouble = TextRun.model(saved, Precision.DOUBLE).evaluate(TEXT);
    assertEquals(run.model().evaluate(TEXT), inFloat);
    // the same weights, sums rounded to 24 bits or 53
    assertEquals(inDouble, inFloat, 1e-5);
  }

  @Test
  void settingsComeBackFromTheCheckpoint() {
    TextSettings settings = settings(CellKind.ELMAN);
    assertEquals(settings, TextRun.settings(TextRun.begin(TEXT, settings).checkpoint()));
  }

  @Test
  void layersOnTopOfEachOtherAreResumedBitForBitToo() throws IOException {
    TextSettings stacked = new TextSettings(CellKind.GRU, 7, 3, 3, 7, 30, 0.02, 1, 0.1, 5);
    Path whole = finished(TextRun.begin(TEXT, stacked), "whole");
    TextRun half = TextRun.begin(TEXT, stacked);
    half.train(
        progress -> {
          if (progress.step() == 11) {
            Thread.currentThread().interrupt();
          }
        });
    half.checkpoint().write(folder.resolve("half"));
    Checkpoint saved = Checkpoint.read(folder.resolve("half"));
    Path resumed = finished(TextRun.resume(TEXT, saved), "resumed");
    assertEquals(-1, Files.mismatch(whole, resumed));
  }

  @Test
  void aCheckpointFromBeforeThereWereLayersHasOne() {
    Checkpoint now = TextRun.begin(TEXT, settings(CellKind.LSTM)).checkpoint();
    Map<String, String> facts = new LinkedHashMap<>(now.facts());
    facts.remove("layers");
    Checkpoint then = new Checkpoint(facts, now.matrices());
    assertEquals(settings(CellKind.LSTM), TextRun.settings(then));
    assertEquals(1.0, TextRun.model(then, Precision.FLOAT).evaluate(TEXT) / evaluated(now));
  }

  private static double evaluated(Checkpoint saved) {
    return TextRun.model(saved, Precision.FLOAT).evaluate(TEXT);
  }

  @Test
  void weightsAloneAreAModel() throws IOException {
    TextRun run = TextRun.begin(TEXT, settings(CellKind.GRU));
    Checkpoint whole = Checkpoint.read(finished(run, "whole"));
    TextRun.weightsOnly(CellKind.GRU, 1, run.model()).write(folder.resolve("weights"));
    Checkpoint weights = Checkpoint.read(folder.resolve("weights"));
    assertEquals(evaluated(whole), evaluated(weights));
    assertTrue(Files.size(folder.resolve("weights")) < Files.size(folder.resolve("whole")) / 2);
  }

  @Test
  void weightsAloneDoNotGoOn() {
    Checkpoint weights =
        TextRun.weightsOnly(CellKind.LSTM, 1, TextRun.begin(TEXT, settings(CellKind.LSTM)).model());
    String message =
        assertThrows(IllegalArgumentException.class, () -> TextRun.resume(TEXT, weights))
            .getMessage();
    assertTrue(message.contains("holds weights only"), message);
  }

  @Test
  void anotherTextIsRefused() throws IOException {
    Checkpoint saved = Checkpoint.read(stopped(5));
    Corpus other = Corpus.of(TEXT.text().replace("dreams", "drmaes"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> TextRun.resume(other, saved))
            .getMessage();
    assertTrue(message.contains("another text"), message);
  }

  @Test
  void aCheckpointOfSomethingElseIsRefused() {
    Checkpoint other = new Checkpoint(Map.of("kind", "chords"), Map.<String, Matrix>of());
    assertThrows(IllegalArgumentException.class, () -> TextRun.model(other, Precision.FLOAT));
    assertThrows(IllegalArgumentException.class, () -> TextRun.settings(other));
  }

  @Test
  void aValidationPartWithoutAPredictionIsRefused() {
    TextSettings tiny = new TextSettings(CellKind.LSTM, 9, 1, 3, 7, 60, 0.02, 1, 0.0018, 5);
    assertThrows(IllegalArgumentException.class, () -> TextRun.begin(TEXT, tiny));
  }

  @Test
  void withoutValidationTheWholeTextIsLearnt() {
    TextSettings all = new TextSettings(CellKind.LSTM, 9, 1, 3, 7, 60, 0.02, 1, 0, 5);
    assertTrue(TextRun.begin(TEXT, all).validation().isEmpty());
    assertEquals(27, TextRun.stepsOfEpoch(TEXT, all));
  }
}
