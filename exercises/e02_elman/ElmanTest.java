package e02_elman;

import e02_elman.ElmanNetwork.Step;
import e02_elman.ElmanNetwork.Weights;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Approval;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;

/**
 * The public tests of 02-elman, written against the contract; start them from an IDE if you like.
 */
@ExtendWith(SubjectExtension.class)
class ElmanTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The trace is rounded to four places; a difference in the last bit may round the other way. */
  private static final double LAST_PLACE = 1.5e-4;

  // D = 2 inputs, H = 2 hidden units, V = 3 classes, B = 2 examples; short decimals, so that
  // b + h Wh + x Wx can be worked out on paper
  private static final Weights SMALL =
      new Weights(
          matrix(new double[][] {{0.5, -0.3}, {0.8, 0.2}}),
          matrix(new double[][] {{0.1, 0.7}, {-0.4, 0.6}}),
          matrix(new double[][] {{0.05, -0.1}}),
          matrix(new double[][] {{1, 0, 2}, {0, 1, -1}}),
          matrix(new double[][] {{0.1, 0.3, -0.2}}));
  private static final DMatrixRMaj X = matrix(new double[][] {{1, 0}, {0.5, -1}});
  private static final DMatrixRMaj H = matrix(new double[][] {{0.2, -0.3}, {-0.6, 0.4}});

  private final ElmanNetwork network;

  ElmanTest(ElmanNetwork network) {
    this.network = network;
  }

  @Test
  @Task(1)
  @Points(2)
  void stateIsTanhOfBiasPlusRecurrentPlusInput() {
    Step step = network.step(SMALL, X.copy(), H.copy());
    double[][] a = {{0.69, -0.44}, {-0.72, -0.63}};
    Expect.that("the new state h", step.h())
        .suspect("the recurrent term h Wh is missing", tanh(0.55, -0.4, -0.5, -0.45))
        .suspect("Wh is transposed (rows are examples: h Wh)", tanh(0.36, -0.66, -0.28, 0.03))
        .suspect("Wx is transposed (rows are examples: x Wx)", tanh(0.69, 0.66, 0.38, -0.08))
        .suspect("the bias b is missing", tanh(0.64, -0.34, -0.77, -0.53))
        .suspect("tanh is missing", matrix(a))
        .suspect("the old state came back", H)
        .is(tanh(0.69, -0.44, -0.72, -0.63), TOLERANCE, "a = b + h Wh + x Wx, h' = tanh(a)");
  }

  @Test
  @Task(1)
  void outputIsBiasPlusNewStateTimesWo() {
    Step step = network.step(SMALL, X.copy(), H.copy());
    // judged by your own h', so that a slip in the state does not cost twice
    DMatrixRMaj expected = output(step.h(), 0.1, 0.3, -0.2);
    DMatrixRMaj squashed = expected.copy();
    for (int i = 0; i < squashed.getNumElements(); i++) {
      squashed.set(i, Math.tanh(squashed.get(i)));
    }
    Expect.that("the output o", step.o())
        .suspect("tanh is applied to the output too; o stays linear", squashed)
        .suspect("the bias c is missing", output(step.h(), 0, 0, 0))
        .suspect("o is made from the old state, not the new one", output(H, 0.1, 0.3, -0.2))
        .is(expected, TOLERANCE, "o = c + h' Wo");
  }

  @Test
  @Task(2)
  @Points(2)
  void forwardIsYourStepRepeated() {
    Random random = new Random(20);
    Weights weights = weights(random, 3, 4, 5);
    List<DMatrixRMaj> inputs =
        List.of(gaussian(random, 2, 3), gaussian(random, 2, 3), gaussian(random, 2, 3));
    DMatrixRMaj initial = gaussian(random, 2, 4);
    List<Step> steps = network.forward(weights, inputs, initial.copy());
    Expect.size("the list of steps", steps, inputs.size(), "forward: one step for each input");
    DMatrixRMaj h = initial;
    for (int t = 0; t < inputs.size(); t++) {
      DMatrixRMaj before = h.copy();
      h = network.step(weights, inputs.get(t), before.copy()).h();
      DMatrixRMaj next = inputs.get(Math.min(t + 1, inputs.size() - 1));
      Expect.that("the state after step " + (t + 1), steps.get(t).h())
          .suspect(
              "the state is not carried: each step starts from the initial state",
              network.step(weights, inputs.get(t), initial.copy()).h())
          .suspect("the inputs are one step off", network.step(weights, next, before.copy()).h())
          .suspect("it is the state before the step", before)
          .is(h, TOLERANCE, "forward: h(t) = step(x(t), h(t-1)), starting from the initial state");
    }
  }

  @Test
  @Task(value = 2, needs = 1)
  void traceOfThreeStepsIsTheApprovedOne(Approval approval) {
    int seed = 2;
    Random random = new Random(seed);
    Weights weights = weights(random, 4, 2, 4);
    String letters = "helo";
    StringBuilder trace = new StringBuilder();
    trace.append("Three steps of an Elman network over {h,e,l,o}, H = 2, seed ").append(seed);
    trace.append("\nt  input   state h            probabilities of h, e, l, o\n");
    List<DMatrixRMaj> inputs = List.of(oneHot(0, 4), oneHot(1, 4), oneHot(2, 4));
    List<Step> steps = network.forward(weights, inputs, new DMatrixRMaj(1, 2));
    Expect.size("the list of steps", steps, inputs.size(), "forward: one step for each input");
    for (int t = 0; t < inputs.size(); t++) {
      trace.append(t + 1).append("  ").append(letters.charAt(t)).append("     ");
      append(trace, steps.get(t).h()).append("  ");
      append(trace, softmax(steps.get(t).o())).append('\n');
    }
    approval.verify("trace", trace.toString(), LAST_PLACE);
  }

  @Test
  @Task(3)
  void lossOfEqualLogitsIsTheLogOfTheNumberOfClasses() {
    List<DMatrixRMaj> logits =
        List.of(new DMatrixRMaj(2, 4), new DMatrixRMaj(2, 4), new DMatrixRMaj(2, 4));
    int[][] targets = {{0, 1}, {2, 3}, {1, 1}};
    Expect.that("the loss of a network that knows nothing", network.loss(logits, targets))
        .suspect("the steps are added up, not averaged", 3 * Math.log(4))
        .suspect("the examples are added up, not averaged", 2 * Math.log(4))
        .suspect("the predictions are added up, not averaged", 6 * Math.log(4))
        .suspect("it is in bits; nats take the natural logarithm", 2)
        .suspect("the sign is wrong: the loss is minus the log", -Math.log(4))
        .is(Math.log(4), TOLERANCE, "the mean of -log p over steps and examples");
  }

  @Test
  @Task(3)
  @Points(2)
  void lossIsMinusTheLogOfTheTargetsProbability() {
    // softmax of (ln 1, ln 2, ln 5) is (1/8, 2/8, 5/8)
    DMatrixRMaj o =
        matrix(
            new double[][] {
              {0, Math.log(2), Math.log(5)}, {7 + Math.log(5), 7, 7 + Math.log(2)},
            });
    double expected = -(Math.log(2.0 / 8) + Math.log(5.0 / 8)) / 2;
    Expect.that("the loss", network.loss(List.of(o), new int[][] {{1, 0}}))
        .suspect("the examples are added up, not averaged", 2 * expected)
        .suspect("it is in bits; nats take the natural logarithm", expected / Math.log(2))
        .suspect("the sign is wrong: the loss is minus the log", -expected)
        .suspect("softmax is missing: the logits themselves are averaged", -mean(o, 1, 0))
        .is(expected, TOLERANCE, "p = exp(o[target]) / sum of exp(o), loss = mean of -log p");
  }

  private static double mean(DMatrixRMaj o, int first, int second) {
    return (o.get(0, first) + o.get(1, second)) / 2;
  }

  private static DMatrixRMaj matrix(double[][] rows) {
    return new DMatrixRMaj(rows);
  }

  private static DMatrixRMaj tanh(double... a) {
    DMatrixRMaj h = new DMatrixRMaj(2, 2);
    for (int i = 0; i < a.length; i++) {
      h.set(i, Math.tanh(a[i]));
    }
    return h;
  }

  /** The bias c plus h times (1 0 2; 0 1 -1). */
  private static DMatrixRMaj output(DMatrixRMaj h, double c0, double c1, double c2) {
    DMatrixRMaj o = new DMatrixRMaj(2, 3);
    for (int row = 0; row < 2; row++) {
      o.set(row, 0, c0 + h.get(row, 0));
      o.set(row, 1, c1 + h.get(row, 1));
      o.set(row, 2, c2 + 2 * h.get(row, 0) - h.get(row, 1));
    }
    return o;
  }

  private static Weights weights(Random random, int d, int hidden, int v) {
    return new Weights(
        gaussian(random, d, hidden),
        gaussian(random, hidden, hidden),
        gaussian(random, 1, hidden),
        gaussian(random, hidden, v),
        gaussian(random, 1, v));
  }

  private static DMatrixRMaj gaussian(Random random, int rows, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.set(i, random.nextGaussian());
    }
    return matrix;
  }

  private static DMatrixRMaj oneHot(int index, int size) {
    DMatrixRMaj x = new DMatrixRMaj(1, size);
    x.set(0, index, 1);
    return x;
  }

  private static DMatrixRMaj softmax(DMatrixRMaj o) {
    DMatrixRMaj p = o.copy();
    double total = 0;
    for (int j = 0; j < p.numCols; j++) {
      p.set(j, Math.exp(o.get(j)));
      total += p.get(j);
    }
    for (int j = 0; j < p.numCols; j++) {
      p.set(j, p.get(j) / total);
    }
    return p;
  }

  private static StringBuilder append(StringBuilder text, DMatrixRMaj row) {
    for (int j = 0; j < row.numCols; j++) {
      text.append(String.format(Locale.ROOT, j == 0 ? "%7.4f" : " %7.4f", row.get(0, j)));
    }
    return text;
  }
}
