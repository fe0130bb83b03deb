package e15_shakespeare;

import e15_shakespeare.PlayReader.Measures;
import e15_shakespeare.PlayReader.Pass;
import e15_shakespeare.PlayReader.Weights;
import e15_shakespeare.PlayReader.Window;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.Shown;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;
import unroll.grade.Visibility;

/** The hidden tests of 15-shakespeare: odd sizes, empty lanes, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class ShakespeareHiddenTest {
  /** Sums of some hundred products of numbers near 1, in any order, agree to about 1e-14. */
  private static final double TOLERANCE = 1e-11;

  // n, B, T: lanes that fit, that do not, a lane that is empty, one window, one lane
  private static final int[][] SIZES = {
    {13, 3, 4}, {18, 4, 3}, {10, 4, 2}, {7, 5, 1}, {9, 2, 20}, {12, 1, 5}, {2, 1, 1}
  };

  private static final String[] NAMES = {"Wh", "Wx", "b", "Wo", "c"};

  private final PlayReader reader;

  ShakespeareHiddenTest(PlayReader reader) {
    this.reader = reader;
  }

  @Test
  @Task(1)
  @Points(3)
  void windowsAreRightAtOddSizes() {
    Random random = new Random(1501);
    for (int[] size : SIZES) {
      int[] text = random.ints(size[0], 1000, 9000).toArray();
      for (int k = 0; k < ShakespeareOracle.windows(size[0], size[1], size[2]); k++) {
        Window came = reader.window(text, size[1], size[2], k);
        Expect.that(
                "the wrong inputs of a window" + where(size),
                wrong(came.inputs(), text, size, k, false))
            .is(
                0,
                TOLERANCE,
                "place b L + k T + t, L = ceil((n - 1) / B); 0 where a lane has ended");
        Expect.that(
                "the wrong targets of a window" + where(size),
                wrong(came.targets(), text, size, k, true))
            .is(0, TOLERANCE, "the character after the input; MASKED where a lane has ended");
      }
    }
  }

  /** How many entries are wrong; the entries themselves are those of the hidden text. */
  private static double wrong(int[][] came, int[] text, int[] size, int k, boolean targets) {
    DMatrixRMaj expected = ShakespeareOracle.window(text, size[1], size[2], k, targets);
    double wrong = 0;
    for (int t = 0; t < expected.numRows; t++) {
      for (int lane = 0; lane < expected.numCols; lane++) {
        boolean there = t < came.length && lane < came[t].length;
        wrong += there && came[t][lane] == expected.get(t, lane) ? 0 : 1;
      }
    }
    boolean shaped = came.length == size[2] && came[0].length == size[1];
    return shaped ? wrong : expected.getNumElements();
  }

  @Test
  @Task(1)
  void windowsLeaveTheTextAlone() {
    int[] text = new Random(1502).ints(11, 1000, 9000).toArray();
    DMatrixRMaj before = matrix(new int[][] {text});
    reader.window(text, 3, 2, 1);
    Expect.unmodified("the text", matrix(new int[][] {text}), before);
  }

  @Test
  @Task(value = 2, needs = 1)
  @Points(3)
  void passesAreRightAtOddSizes() {
    Random random = new Random(1503);
    for (int[] size : SIZES) {
      Weights weights = ShakespeareOracle.weights(random, 4, 3);
      int[] text = ShakespeareOracle.text(random, size[0], 4);
      Pass came = reader.pass(weights, text, size[1], size[2]);
      ShakespeareOracle.Slope wanted =
          ShakespeareOracle.slope(weights, weights, text, size[1], size[2]);
      Expect.that("the loss" + where(size), came.loss())
          .is(wanted.loss(), TOLERANCE, "the mean over n - 1 predictions");
      Expect.that("the last state" + where(size), came.last())
          .is(wanted.last(), TOLERANCE, "h[T] of the last window, carried all along");
      List<DMatrixRMaj> gradients = ShakespeareOracle.parts(came.gradient());
      for (int which = 0; which < NAMES.length; which++) {
        Expect.that("the gradient of " + NAMES[which] + where(size), gradients.get(which))
            .suspect(
                "it is not cut: a window blames the one before",
                ShakespeareOracle.gradient(weights, which, text, size[1], 100))
            .is(
                ShakespeareOracle.gradient(weights, which, text, size[1], size[2]),
                TOLERANCE,
                "summed over the windows, each cut at its start, divided by n - 1");
      }
    }
  }

  @Test
  @Task(2)
  void passesLeaveTheirArgumentsAlone() {
    Random random = new Random(1504);
    Weights weights = ShakespeareOracle.weights(random, 3, 2);
    int[] text = ShakespeareOracle.text(random, 9, 3);
    DMatrixRMaj before = matrix(new int[][] {text});
    DMatrixRMaj wh = weights.wh().copy();
    DMatrixRMaj wo = weights.wo().copy();
    reader.pass(weights, text, 2, 2);
    Expect.unmodified("the text", matrix(new int[][] {text}), before);
    Expect.unmodified("Wh", weights.wh(), wh);
    Expect.unmodified("Wo", weights.wo(), wo);
  }

  @Test
  @Task(3)
  @Points(3)
  void measuresAreRightOnOddTexts() {
    Random random = new Random(1505);
    for (int run : new int[] {1, 2, 3, 5, 9}) {
      String training = letters(random, 300);
      String sample = "a" + letters(random, 60) + training.substring(200, 220);
      Measures came = reader.measures(sample, training, run);
      Expect.that("the share of known words", came.knownWords())
          .is(
              ShakespeareOracle.knownWords(sample, training),
              TOLERANCE,
              "words of the training text, small and capital letters alike, as often as written");
      Expect.that("commas per 100 characters", came.commas())
          .is(ShakespeareOracle.commas(sample), TOLERANCE, "100 commas / characters");
      Expect.that("the memorised share", came.memorised())
          .is(
              ShakespeareOracle.memorised(sample, training, run),
              TOLERANCE,
              "all characters that a copied run covers, capital letters as they are");
    }
  }

  @Test
  @Task(3)
  void samplesShorterThanRunsAreNotCopied() {
    Measures came = reader.measures("ay", "ay, ay", 3);
    Expect.that("the memorised share of a sample shorter than a run", came.memorised())
        .is(0, TOLERANCE, "no run of that length is in it");
  }

  private static String letters(Random random, int length) {
    String alphabet = "abAB',  \n";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static DMatrixRMaj matrix(int[][] entries) {
    DMatrixRMaj m = new DMatrixRMaj(entries.length, entries[0].length);
    for (int i = 0; i < m.numRows; i++) {
      for (int j = 0; j < m.numCols; j++) {
        m.set(i, j, entries[i][j]);
      }
    }
    return m;
  }

  private static String where(int[] size) {
    return String.format(" for B = %d, T = %d", size[1], size[2]);
  }
}
