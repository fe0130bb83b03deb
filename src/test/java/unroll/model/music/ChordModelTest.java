package unroll.model.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Lstm;
import unroll.layer.Dropout;
import unroll.matrix.Precision;
import unroll.sample.Sampler;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.train.Adam;

class ChordModelTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;

  private static final Tune SHORT = new Tune(new int[] {0, 3, 1}, new int[] {2, 0, 1});
  private static final Tune LONG = new Tune(new int[] {4, 2, 2, 0, 1}, new int[] {1, 1, 0, 2, 0});

  private static ChordModel<Lstm.State> model(Precision precision) {
    Initializer init = Initializer.of(new SplittableRandom(3), precision);
    return ChordModel.of(Lstm.of(8, 7, init.named("cell")), 5, 3, init);
  }

  @Test
  void gradientMatchesFiniteDifferencesOverRaggedTunes() {
    ChordModel<?> model = model(Precision.DOUBLE);
    double error =
        GradientCheck.error(
            model.parameters(),
            tape -> model.losses(tape, List.of(SHORT, LONG, LONG)).joint(),
            new SplittableRandom(4));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void theJointLossIsTheSumOfTheHeads() {
    ChordModel.Nats nats = model(Precision.DOUBLE).evaluate(List.of(LONG));
    ChordModel.Losses losses = model(Precision.DOUBLE).losses(Tape.off(), List.of(LONG));
    assertEquals(nats.chord() + nats.duration(), losses.joint().scalar(), ROUNDING);
  }

  @Test
  void whileLearningHalfTheOutputsAreDropped() {
    ChordModel<?> model = model(Precision.DOUBLE);
    double kept = model.losses(Tape.off(), List.of(LONG)).joint().scalar();
    double dropped =
        model
            .losses(
                Tape.off(), List.of(LONG), Optional.of(new Dropout(0.5, new SplittableRandom(5))))
            .joint()
            .scalar();
    assertTrue(Math.abs(kept - dropped) > 1e-3, kept + " and " + dropped);
  }

  @Test
  void headsOfZerosCostTheLogarithmsOfTheirSizes() {
    ChordModel<?> model = model(Precision.DOUBLE);
    model.chordHead().weights().matrix().fill(0);
    model.durationHead().weights().matrix().fill(0);
    ChordModel.Nats nats = model.evaluate(List.of(LONG, SHORT));
    assertArrayEquals(
        new double[] {Math.log(5), Math.log(3)},
        new double[] {nats.chord(), nats.duration()},
        ROUNDING);
  }

  @Test
  void paddingCountsForNothing() {
    ChordModel<?> model = model(Precision.DOUBLE);
    double together = model.evaluate(List.of(SHORT, LONG)).joint();
    double apart = model.evaluate(List.of(SHORT)).joint() * 2;
    apart += model.evaluate(List.of(LONG)).joint() * 4;
    assertEquals(apart / 6, together, ROUNDING);
  }

  @Test
  void aTuneLearntByHeartIsWrittenFromItsFirstChord() {
    ChordModel<?> model = model(Precision.FLOAT);
    Adam adam = Adam.of(model.parameters(), 0.05);
    Tape tape = new Tape();
    for (int step = 0; step < 150; step++) {
      tape.clear();
      model.losses(tape, List.of(LONG)).joint().backward();
      adam.step();
    }
    Tune first = new Tune(new int[] {4}, new int[] {1});
    Tune written = model.generate(first, 4, Sampler.greedy(), new SplittableRandom(1));
    assertArrayEquals(new int[] {2, 2, 0, 1}, written.chords());
    assertArrayEquals(new int[] {1, 0, 2, 0}, written.durations());
  }

  @Test
  void aCellOfOtherSizeIsRefusedNamingBothSides() {
    Initializer init = Initializer.seeded(1);
    assertEquals(
        "a cell of 7 inputs cannot read 5 chords beside 3 durations",
        assertThrows(
                IllegalArgumentException.class,
                () -> ChordModel.of(Lstm.of(7, 4, init), 5, 3, init))
            .getMessage());
  }
}
