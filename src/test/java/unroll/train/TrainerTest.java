package unroll.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class TrainerTest {
  private static final double ROUNDING = 1e-12;

  private final Parameter w =
      new Parameter("slope.w", Matrix.of(Precision.DOUBLE, new double[] {3}));

  /** The loss w^2, whose gradient is 2 w. */
  private Value square(Tape tape) {
    Value x = w.on(tape);
    return x.timesElements(x).sum();
  }

  private Trainer descent(double rate) {
    return Trainer.of(GradientDescent.of(List.of(w), rate));
  }

  @Test
  void everyStepUpdatesByTheGradient() {
    descent(0.25).fit(3, this::square);
    // each step halves w
    assertEquals(3 / 8.0, w.matrix().get(0, 0), ROUNDING);
  }

  @Test
  void theCurveHasOnePointAStep() {
    Training training = descent(0.25).fit(3, this::square);
    assertEquals(
        List.of(9.0, 2.25, 0.5625), training.curve().stream().map(Training.Point::loss).toList());
  }

  @Test
  void clippingLimitsTheStep() {
    descent(0.25).clipping(2).fit(1, this::square);
    assertEquals(3 - 0.25 * 2, w.matrix().get(0, 0), ROUNDING);
  }

  @Test
  void clippingValuesLimitsEachNumber() {
    descent(0.25).clippingValues(0.5).fit(1, this::square);
    assertEquals(3 - 0.25 * 0.5, w.matrix().get(0, 0), ROUNDING);
  }

  @Test
  void theNormToldIsThatBeforeClippingValues() {
    List<Double> norms = new ArrayList<>();
    descent(0.25)
        .clippingValues(0.5)
        .listening(progress -> norms.add(progress.gradientNorm()))
        .fit(1, this::square);
    assertEquals(List.of(6.0), norms);
  }

  @Test
  void clippingValuesHidesNoInfiniteGradient() {
    Function<Tape, Value> steep =
        tape -> w.on(tape).minus(w.on(tape)).scale(1e200).scale(1e200).plus(infinite(tape)).sum();
    assertThrows(NotFiniteException.class, () -> descent(0.1).clippingValues(1).fit(1, steep));
  }

  @Test
  void theScheduleScalesTheRate() {
    List<Double> rates = new ArrayList<>();
    descent(0.25)
        .scheduled((step, total) -> 1.0 / step)
        .listening(progress -> rates.add(progress.rate()))
        .fit(2, this::square);
    assertEquals(List.of(0.25, 0.125), rates);
  }

  @Test
  void theRateIsItsOwnAgainAfterARun() {
    GradientDescent optimizer = GradientDescent.of(List.of(w), 0.25);
    Trainer.of(optimizer).scheduled((step, total) -> 0.1).fit(2, this::square);
    assertEquals(0.25, optimizer.rate());
  }

  @Test
  void validationComesWhenDueAndAtTheEnd() {
    Training training = descent(0.1).validating(2, () -> 42).fit(5, this::square);
    assertEquals(
        List.of(2L, 4L, 5L),
        training.curve().stream()
            .filter(point -> point.validation().isPresent())
            .map(Training.Point::step)
            .toList());
    assertEquals(OptionalDouble.of(42), training.lastValidation());
  }

  @Test
  void theSmoothedLossBeginsAsThePlainMean() {
    List<Double> smoothed = new ArrayList<>();
    descent(0.25).listening(progress -> smoothed.add(progress.smoothedLoss())).fit(2, this::square);
    assertArrayEquals(
        new double[] {9, (9 + 2.25) / 2},
        smoothed.stream().mapToDouble(Double::doubleValue).toArray(),
        ROUNDING);
  }

  @Test
  void progressEndsWithNoTimeLeft() {
    List<Progress> all = new ArrayList<>();
    descent(0.25).listening(all::add).fit(4, this::square);
    assertTrue(all.get(3).last());
    assertEquals(0, all.get(3).secondsLeft());
  }

  @Test
  void everyListenerIsTold() {
    int[] told = {0, 0};
    descent(0.1).listening(p -> told[0]++).listening(p -> told[1]++).fit(3, this::square);
    assertArrayEquals(new int[] {3, 3}, told);
  }

  @Test
  void aRunInTwoPartsIsTheRunInOne() {
    Trainer trainer = descent(0.1).scheduled(Schedule.linear(0, 0.1));
    trainer.fit(6, this::square);
    double whole = w.matrix().get(0, 0);
    w.matrix().set(0, 0, 3);
    List<Progress> all = new ArrayList<>();
    Trainer parts = trainer.listening(all::add).listening(p -> interruptAfter(p, 2));
    parts.fit(6, this::square);
    parts.fit(new Trainer.Start(2, all.get(1).smoothedLoss()), 6, this::square);
    assertEquals(whole, w.matrix().get(0, 0));
  }

  private static void interruptAfter(Progress progress, long step) {
    if (progress.step() == step) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anInterruptStopsAfterTheStepAndKeepsWhatWasTrained() {
    Training training = descent(0.25).listening(p -> interruptAfter(p, 2)).fit(100, this::square);
    assertEquals(Training.Ending.INTERRUPTED, training.ending());
    assertEquals(0.75, w.matrix().get(0, 0), ROUNDING);
  }

  @Test
  void anInterruptIsUsedUp() {
    descent(0.25).listening(p -> interruptAfter(p, 2)).fit(100, this::square);
    assertFalse(Thread.interrupted());
  }

  @Test
  void anInterruptedRunSaysSo() {
    Training training = descent(0.25).listening(p -> interruptAfter(p, 2)).fit(100, this::square);
    assertEquals(
        "interrupted after step 2 of 100; what was trained is kept; last loss 2.2500",
        training.toString());
  }

  @Test
  void aLossThatIsNaNStopsWithItsStep() {
    Function<Tape, Value> broken =
        tape -> w.matrix().get(0, 0) < 1 ? square(tape).scale(Double.NaN) : square(tape);
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> descent(0.25).fit(9, broken));
    assertEquals(
        "step 3: the loss is NaN; the last update was taken back; try a smaller learning rate, or"
            + " clipping",
        e.getMessage());
  }

  @Test
  void theLastGoodWeightsArePutBack() {
    Function<Tape, Value> broken =
        tape -> w.matrix().get(0, 0) < 1 ? square(tape).scale(Double.NaN) : square(tape);
    assertThrows(NotFiniteException.class, () -> descent(0.25).fit(9, broken));
    // 3, 1.5, 0.75: with 1.5 the loss was finite
    assertEquals(1.5, w.matrix().get(0, 0), ROUNDING);
  }

  @Test
  void theMemoryOfTheOptimizerIsPutBackToo() {
    Adam adam = Adam.of(List.of(w), 1);
    Trainer.of(adam).fit(1, this::square);
    double m = adam.memory().get("adam.m.slope.w").get(0, 0);
    int[] calls = {0};
    assertThrows(
        NotFiniteException.class,
        () ->
            Trainer.of(adam)
                .fit(9, tape -> calls[0]++ == 1 ? square(tape).scale(Double.NaN) : square(tape)));
    assertEquals(m, adam.memory().get("adam.m.slope.w").get(0, 0));
    assertEquals(1, adam.steps());
  }

  @Test
  void aBrokenGradientIsNamedWithItsPlace() {
    // finite loss, infinite slope: 0 * 1e200 forward, 1e200 * 1e200 backward
    Function<Tape, Value> steep =
        tape -> w.on(tape).minus(w.on(tape)).scale(1e200).scale(1e200).plus(infinite(tape)).sum();
    NotFiniteException e = assertThrows(NotFiniteException.class, () -> descent(0.1).fit(1, steep));
    assertTrue(
        e.getMessage()
            .startsWith(
                "step 1: the gradient of slope.w (1 x 1) is NaN at row 0, column 0; the weights are"
                    + " unchanged"),
        e.getMessage());
  }

  private Value infinite(Tape tape) {
    return square(tape).scale(0);
  }

  @Test
  void aWeightThatAnUpdateBrokeIsNamed() {
    w.matrix().set(0, 0, 1e150);
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> descent(1e200).fit(9, this::square));
    assertTrue(
        e.getMessage().contains("since the weight slope.w (1 x 1) is -Infinity at row 0, column 0"),
        e.getMessage());
    assertEquals(1e150, w.matrix().get(0, 0));
  }

  @Test
  void noStepsIsARunThatIsFinished() {
    assertEquals("finished 0 steps", descent(0.1).fit(0, this::square).toString());
  }
}
