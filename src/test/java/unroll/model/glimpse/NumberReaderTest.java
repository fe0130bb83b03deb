package unroll.model.glimpse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import unroll.cell.Gru;
import unroll.house.Published;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.GradientCheck;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

class NumberReaderTest {
  private static final double ROUNDING = 1e-12;
  private static final double FINITE_DIFFERENCE = 1e-7;
  private static final double DEVIATION = 0.3;

  /** Two digits at most, two glimpses each: 1 and end, 25. */
  private static final int[] NUMBERS = {1, 25};

  /** Records nothing; values of two tapes must not meet. */
  private static final Tape TAPE = Tape.off();

  private static Initializer init() {
    return Initializer.of(new SplittableRandom(5), Precision.DOUBLE);
  }

  private static final Matrix IMAGES = init().uniform("images", 2, 24, 1).matrix();

  private static NumberReader<Gru.State> reader(int classes) {
    return new NumberReader<>(
        GlimpseReader.of(
            new Retina(4, 6, 2, 1),
            DEVIATION,
            3,
            Gru.of(4, 5, init().named("core")),
            classes,
            init()),
        2,
        2);
  }

  private static NumberReader<Gru.State> reader() {
    return reader(NumberReader.ANSWERS);
  }

  private static List<Matrix> places() {
    List<Matrix> places = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      places.add(init().uniform("l" + t, 2, 2, 0.2 + 0.2 * t).matrix());
    }
    return places;
  }

  private static NumberReader.Reading read(Tape tape) {
    return reader().read(tape, IMAGES, Gaze.along(places()));
  }

  /** Logits that say one answer for each image. */
  private static Value says(Tape tape, int... answers) {
    Matrix logits = Matrix.zeros(Precision.DOUBLE, answers.length, NumberReader.ANSWERS);
    for (int b = 0; b < answers.length; b++) {
      logits.set(b, answers[b], 1);
    }
    return tape.constant(logits);
  }

  @Test
  void theEndEndsANumber() {
    NumberReader.Reading reading =
        new NumberReader.Reading(
            read(TAPE).glimpses(),
            List.of(
                says(TAPE, 4, 7, NumberReader.END),
                says(TAPE, NumberReader.END, 0, 3),
                says(TAPE, 9, 5, 1)));
    assertArrayEquals(new int[] {4, 705, 0}, reading.numbers());
  }

  @Test
  @Published("Ba, Mnih and Kavukcuoglu 2015, section 3: several glimpses for each digit")
  void anAnswerComesAfterEachPairOfGlimpses() {
    NumberReader<Gru.State> reader = reader();
    NumberReader.Reading reading = reader.read(Tape.off(), IMAGES, Gaze.along(places()));
    GlimpseReader.Reading two = reader.eye().read(Tape.off(), IMAGES, 2, Gaze.along(places()));
    assertArrayEquals(
        two.logits().matrix().toArray()[1],
        reading.answers().get(0).matrix().toArray()[1],
        ROUNDING);
  }

  @Test
  void readingIsTheMeanOverWhatIsAsked() {
    NumberReader<Gru.State> reader = reader();
    NumberReader.Reading reading = read(TAPE);
    double sum = 0;
    int[][] asked = {{0, 0, 1}, {1, 0, NumberReader.END}, {0, 1, 2}, {1, 1, 5}};
    for (int[] one : asked) {
      double[] logits = reading.answers().get(one[0]).matrix().toArray()[one[1]];
      double all = 0;
      for (double logit : logits) {
        all += Math.exp(logit);
      }
      sum += Math.log(all) - logits[one[2]];
    }
    assertEquals(sum / 4, reader.losses(reading, NUMBERS).reading().scalar(), ROUNDING);
  }

  @Test
  void behindTheEndNothingIsAsked() {
    NumberReader<Gru.State> reader =
        new NumberReader<>(
            GlimpseReader.of(
                new Retina(4, 6, 2, 1),
                DEVIATION,
                3,
                Gru.of(4, 5, init().named("core")),
                NumberReader.ANSWERS,
                init()),
            1,
            3);
    NumberReader.Reading reading = reader.read(TAPE, IMAGES, Gaze.along(places().subList(0, 3)));
    NumberReader.Reading changed =
        new NumberReader.Reading(
            reading.glimpses(),
            List.of(reading.answers().get(0), reading.answers().get(1), says(TAPE, 3, 3)));
    assertEquals(
        reader.losses(reading, new int[] {1, 2}).hybrid().scalar(),
        reader.losses(changed, new int[] {1, 2}).hybrid().scalar(),
        ROUNDING);
  }

  @Test
  void lookingIsRewardedByTheAnswerThatFollows() {
    NumberReader<Gru.State> reader = reader();
    NumberReader.Reading read = read(TAPE);
    // The first image's answers are right, 1 and end; the second's are wrong, 3 and 3.
    NumberReader.Reading told =
        new NumberReader.Reading(
            read.glimpses(), List.of(says(TAPE, 1, 3), says(TAPE, NumberReader.END, 3)));
    double looking = 0;
    double expecting = 0;
    for (int t = 0; t < 3; t++) {
      for (int b = 0; b < 2; b++) {
        double error = 1 - b - read.glimpses().baselines().get(t).matrix().get(b, 0);
        looking -= error * logPolicy(read.glimpses(), t, b) / 2;
        expecting += error * error / (2 * 3);
      }
    }
    assertEquals(looking, reader.losses(told, NUMBERS).looking().scalar(), 1e-11);
    assertEquals(expecting, reader.losses(told, NUMBERS).expecting().scalar(), ROUNDING);
  }

  private static double logPolicy(GlimpseReader.Reading glimpses, int t, int b) {
    double log = -Math.log(2 * Math.PI * DEVIATION * DEVIATION);
    for (int j = 0; j < 2; j++) {
      double off =
          glimpses.places().get(t + 1).get(b, j) - glimpses.means().get(t).matrix().get(b, j);
      log -= off * off / (2 * DEVIATION * DEVIATION);
    }
    return log;
  }

  @Test
  void gradientOfReadingMatchesFiniteDifferences() {
    NumberReader<Gru.State> reader = reader();
    List<Parameter> reads = new ArrayList<>(reader.eye().core().parameters());
    reads.addAll(reader.eye().classes().parameters());
    double error =
        GradientCheck.error(
            reads,
            tape ->
                reader.losses(reader.read(tape, IMAGES, Gaze.along(places())), NUMBERS).reading(),
            new SplittableRandom(6));
    assertTrue(error < FINITE_DIFFERENCE, () -> "error " + error);
  }

  @Test
  void aLongerNumberThanCanBeReadIsRefused() {
    assertEquals(
        "123 has more than 2 digits, which is all that is read",
        assertThrows(
                IllegalArgumentException.class,
                () -> reader().losses(read(TAPE), new int[] {1, 123}))
            .getMessage());
  }

  @Test
  void anEyeOfOtherClassesIsRefused() {
    assertEquals(
        "no reader of 2 digits by 2 glimpses each and 10 answers: both are at least 1, and the"
            + " answers 11",
        assertThrows(IllegalArgumentException.class, () -> reader(10)).getMessage());
  }
}
