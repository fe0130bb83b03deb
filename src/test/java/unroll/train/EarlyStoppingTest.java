package unroll.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class EarlyStoppingTest {
  private final Parameter w = new Parameter("w", Matrix.of(Precision.DOUBLE, new double[] {0}));

  /** The loss -w, with which every step of rate 1 adds 1: after step n, w is n. */
  private Value slope(Tape tape) {
    return w.on(tape).scale(-1).sum();
  }

  /** Validates after every step, with these numbers. */
  private Trainer trainer(Double... validations) {
    Iterator<Double> next = List.of(validations).iterator();
    return Trainer.of(GradientDescent.of(List.of(w), 1)).validating(1, next::next);
  }

  @Test
  void trainingStopsWhenThePatienceIsUsedUp() {
    Training training = trainer(5.0, 3.0, 4.0, 4.0, 1.0).stoppingEarly(2).fit(5, this::slope);
    assertEquals(4, training.step());
  }

  @Test
  void theBestParametersAreKept() {
    trainer(5.0, 3.0, 4.0, 4.0, 1.0).stoppingEarly(2).fit(5, this::slope);
    assertEquals(2, w.matrix().get(0, 0));
  }

  @Test
  void gettingBetterRestoresThePatience() {
    Training training = trainer(5.0, 6.0, 4.0, 6.0, 3.0, 6.0).stoppingEarly(2).fit(6, this::slope);
    assertEquals(Training.Ending.FINISHED, training.ending());
  }

  @Test
  void aRunThatFinishesHasItsBestParametersToo() {
    trainer(5.0, 3.0, 4.0).stoppingEarly(2).fit(3, this::slope);
    assertEquals(2, w.matrix().get(0, 0));
  }

  @Test
  void withoutEarlyStoppingTheLatestParametersAreKept() {
    trainer(5.0, 3.0, 4.0).fit(3, this::slope);
    assertEquals(3, w.matrix().get(0, 0));
  }

  @Test
  void anInterruptedRunKeepsTheLatestParameters() {
    trainer(5.0, 3.0, 4.0, 2.0)
        .stoppingEarly(5)
        .listening(
            progress -> {
              if (progress.step() == 3) {
                Thread.currentThread().interrupt();
              }
            })
        .fit(4, this::slope);
    assertEquals(3, w.matrix().get(0, 0));
  }

  @Test
  void equalIsNoBetter() {
    Training training = trainer(3.0, 3.0, 3.0).stoppingEarly(1).fit(3, this::slope);
    assertEquals(2, training.step());
  }

  @Test
  void notANumberIsNoBetter() {
    trainer(3.0, Double.NaN, Double.NaN, 1.0).stoppingEarly(2).fit(4, this::slope);
    assertEquals(1, w.matrix().get(0, 0));
  }

  @Test
  void stepsWithoutValidationDoNotCount() {
    Iterator<Double> next = List.of(5.0, 3.0, 4.0).iterator();
    Training training =
        Trainer.of(GradientDescent.of(List.of(w), 1))
            .validating(10, next::next)
            .stoppingEarly(1)
            .fit(100, this::slope);
    assertEquals(30, training.step());
  }

  @Test
  void theEndIsToldInOneLine() {
    Training training = trainer(5.0, 3.0, 4.0, 4.0).stoppingEarly(2).fit(9, this::slope);
    assertEquals(
        "stopped early after step 4 of 9; the validation was best at step 2, 3.0000, and these"
            + " weights are kept; last loss -3.0000",
        training.toString());
  }

  @Test
  void theBestPointIsTheFirstOfTheLowest() {
    assertEquals(2, trainer(5.0, 3.0, 4.0, 3.0).fit(4, this::slope).best().orElseThrow().step());
  }

  @Test
  void withoutValidationThereIsNothingToStopBy() {
    Trainer blind = Trainer.of(GradientDescent.of(List.of(w), 1));
    assertThrows(IllegalArgumentException.class, () -> blind.stoppingEarly(2));
  }

  @Test
  void noPatienceIsRefused() {
    Trainer trainer = trainer(1.0);
    assertThrows(IllegalArgumentException.class, () -> trainer.stoppingEarly(0));
  }
}
