package e21_captions;

import e21_captions.VectorToSequence.Decoder;
import e21_captions.VectorToSequence.Loss;
import e21_captions.VectorToSequence.Told;
import e21_captions.VectorToSequence.Weights;
import java.util.ArrayList;
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

/** The hidden tests of 21-captions: odd sizes, ragged sentences, arguments left alone. */
@ExtendWith(SubjectExtension.class)
@Shown(Visibility.AFTER_PUBLISHED)
class CaptionsHiddenTest {
  /** Sums of some tens of products of numbers near 1, in any order, agree to about 1e-15. */
  private static final double TOLERANCE = 1e-12;

  // B, I, E, H, V, T: no two alike in a line where a shape could pass for another
  private static final int[][] SIZES = {
    {1, 2, 3, 4, 5, 1}, {3, 1, 2, 5, 6, 4}, {5, 4, 1, 2, 3, 4}, {2, 5, 4, 3, 7, 5}
  };

  private final VectorToSequence captions;

  CaptionsHiddenTest(VectorToSequence captions) {
    this.captions = captions;
  }

  @Test
  @Task(1)
  @Points(2)
  void decodersAreRightAtOddSizes() {
    Random random = new Random(210_101);
    for (int[] size : SIZES) {
      Weights weights = CaptionsOracle.weights(random, size[1], size[2], size[3], size[4]);
      DMatrixRMaj images = CaptionsOracle.gaussian(random, size[0], size[1]);
      int[][] inputs = CaptionsOracle.words(random, size[5], size[0], size[4]);
      Told told = captions.tell(weights, images, inputs);
      Expect.size("the states" + where(size), told.states(), size[5] + 1, "h(0), h(1) to h(T)");
      Expect.size("the logits" + where(size), told.logits(), size[5], "o(1) to o(T)");
      for (int t = 0; t <= size[5]; t++) {
        DMatrixRMaj h = new DMatrixRMaj(size[0], size[3]);
        DMatrixRMaj o = new DMatrixRMaj(size[0], size[4]);
        for (int b = 0; b < size[0]; b++) {
          for (int j = 0; j < size[3]; j++) {
            h.set(b, j, CaptionsOracle.state(weights, images, inputs, b, t, j));
          }
          for (int k = 0; k < size[4]; k++) {
            o.set(b, k, CaptionsOracle.logit(weights, images, inputs, b, t, k));
          }
        }
        Expect.that("the state after " + t + " steps" + where(size), told.states().get(t))
            .is(h, TOLERANCE, "h(t) = tanh(b + words[y(t-1)] Wx + h(t-1) Wh)");
        if (t > 0) {
          Expect.that("the logits after " + t + " steps" + where(size), told.logits().get(t - 1))
              .is(o, TOLERANCE, "o(t) = c + h(t) V");
        }
      }
    }
  }

  @Test
  @Task(1)
  void tellingLeavesItsArgumentsAlone() {
    Random random = new Random(210_102);
    Weights weights = CaptionsOracle.weights(random, 2, 3, 4, 5);
    DMatrixRMaj images = CaptionsOracle.gaussian(random, 2, 2);
    DMatrixRMaj before = images.copy();
    DMatrixRMaj words = weights.words().copy();
    DMatrixRMaj bias = weights.bi().copy();
    captions.tell(weights, images, CaptionsOracle.words(random, 3, 2, 5));
    Expect.unmodified("the images", images, before);
    Expect.unmodified("the words", weights.words(), words);
    Expect.unmodified("the bias bi", weights.bi(), bias);
  }

  @Test
  @Task(2)
  @Points(3)
  void lossesAreRightAtOddSizes() {
    Random random = new Random(210_103);
    for (int[] size : SIZES) {
      List<DMatrixRMaj> logits = new ArrayList<>();
      for (int t = 0; t < size[5]; t++) {
        logits.add(CaptionsOracle.gaussian(random, size[0], size[4]));
      }
      int[][] targets = CaptionsOracle.ragged(random, size[5], size[0], size[4]);
      Loss loss = captions.loss(logits, targets);
      Expect.that("the loss" + where(size), loss.nats())
          .is(
              CaptionsOracle.nats(logits, targets),
              TOLERANCE,
              "the mean of -log p over the targets that are not masked");
      Expect.size("the gradients" + where(size), loss.gradients(), size[5], "one matrix a step");
      for (int t = 0; t < size[5]; t++) {
        Expect.that("the gradient of step " + (t + 1) + where(size), loss.gradients().get(t))
            .is(
                CaptionsOracle.gradient(logits, targets, t),
                TOLERANCE,
                "(softmax - onehot) / count, 0 where masked");
      }
    }
  }

  @Test
  @Task(2)
  void theLossLeavesTheLogitsAlone() {
    Random random = new Random(210_104);
    DMatrixRMaj logits = CaptionsOracle.gaussian(random, 3, 4);
    DMatrixRMaj before = logits.copy();
    Loss loss = captions.loss(List.of(logits), new int[][] {{0, -1, 2}});
    Expect.unmodified("the logits", logits, before);
    Expect.size("the gradients of one step", loss.gradients(), 1, "one matrix a step");
  }

  @Test
  @Task(3)
  @Points(3)
  void sentencesOfAllLengthsAreSaid() {
    Random random = new Random(210_105);
    for (int batch = 1; batch <= 5; batch++) {
      int vocabulary = 4 + batch;
      int begin = random.nextInt(vocabulary);
      int end = (begin + 1 + random.nextInt(vocabulary - 1)) % vocabulary;
      int longest = 2 + random.nextInt(6);
      int[][] scripts = new int[batch][longest + 3];
      DMatrixRMaj start = new DMatrixRMaj(batch, 2);
      DMatrixRMaj expected = new DMatrixRMaj(batch, longest + 3);
      for (int row = 0; row < batch; row++) {
        boolean over = false;
        for (int t = 0; t < scripts[row].length; t++) {
          scripts[row][t] = random.nextInt(vocabulary);
          over |= scripts[row][t] == end || t >= longest;
          expected.set(row, t, over ? -1 : scripts[row][t]);
        }
        start.set(row, 0, batch - 1 - row);
      }
      DMatrixRMaj before = start.copy();
      Decoder decoder = CaptionsOracle.reciting(scripts, begin, vocabulary);
      int[][] said = captions.describe(decoder, start, begin, end, longest);
      Expect.unmodified("the first states", start, before);
      Expect.that("the sentences (-1: no word) of " + batch + " images", padded(said, expected))
          .is(turned(expected), 0, "the likeliest word is taken and read next, until the end");
    }
  }

  /** The scripts are given out from the last to the first. */
  private static DMatrixRMaj turned(DMatrixRMaj rows) {
    DMatrixRMaj turned = rows.createLike();
    for (int row = 0; row < rows.numRows; row++) {
      for (int t = 0; t < rows.numCols; t++) {
        turned.set(row, t, rows.get(rows.numRows - 1 - row, t));
      }
    }
    return turned;
  }

  private static DMatrixRMaj padded(int[][] said, DMatrixRMaj like) {
    if (said == null || said.length != like.numRows) {
      throw new AssertionError(
          "the sentences: expected one an image, came "
              + (said == null ? "null" : "another number of them")
              + ".\nLook at the array that is returned");
    }
    DMatrixRMaj rows = like.createLike();
    for (int row = 0; row < said.length; row++) {
      for (int t = 0; t < rows.numCols; t++) {
        rows.set(row, t, said[row] != null && t < said[row].length ? said[row][t] : -1);
      }
    }
    return rows;
  }

  private static String where(int[] size) {
    return String.format(
        " for B = %d, I = %d, E = %d, H = %d, V = %d, T = %d",
        size[0], size[1], size[2], size[3], size[4], size[5]);
  }
}
