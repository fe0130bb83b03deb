package e11_deep;

import e11_deep.DeepCells.Bridged;
import e11_deep.DeepCells.Dense;
import e11_deep.DeepCells.Layer;
import e11_deep.DeepCells.Transition;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import unroll.grade.Approval;
import unroll.grade.Expect;
import unroll.grade.Points;
import unroll.grade.SubjectExtension;
import unroll.grade.Task;

/**
 * The public tests of 11-deep, written against the contract; start them from an IDE if you like.
 *
 * <p>States that work out on paper: tanh(ln 2) = 3/5 and tanh(ln 3) = 4/5, with slopes 1 - h^2 of
 * 16/25 and 9/25. What goes into the skip is made up, not computed: bridge only reads it.
 */
@ExtendWith(SubjectExtension.class)
class DeepTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** Central differences with 1e-5 are off by the square of that, times a factor. */
  private static final double DIFFERENCES = 1e-7;

  /** The tables are rounded to four places; a difference in the last bit may round another way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);

  private static final String STACKED = "h'_l = tanh(b_l + h'_l-1 Wx_l + h_l Wh_l)";
  private static final String DEEP = "u_l = tanh(b_l + u_l-1 W_l)";
  private static final String BOTH_WAYS = "dh = da_1 Wh' + da_L Ws'";

  private final DeepCells cells;

  DeepTest(DeepCells cells) {
    this.cells = cells;
  }

  @Test
  @Task(1)
  @Points(2)
  void twoLayersOfOneUnitWorkOutOnPaper() {
    // layer 1: 2 ln2 - ln2 + ln2 - ln2 = ln2, so 0.6; layer 2: 0.6 * 5 - 3 + 1 times ln3, so 0.8
    List<Layer> layers =
        List.of(
            new Layer(row(0.5 * LN2), row(2 * LN2), row(-LN2)),
            new Layer(row(5 * LN3), row(12 * LN3), row(LN3)));
    List<DMatrixRMaj> after = cells.stack(layers, row(2), List.of(row(0.5), row(-0.25)));
    Expect.size("the list of new states", after, 2, "one new state a layer, the lowest first");
    Expect.that("the new state of layer 1", after.get(0))
        .suspect("the recurrent term h_l Wh_l is missing", row(0))
        .suspect("the bias is missing", row(15.0 / 17))
        .suspect("the list begins with the highest layer; the lowest comes first", row(0.8))
        .is(row(0.6), TOLERANCE, STACKED);
    Expect.that("the new state of layer 2", after.get(1))
        .suspect(
            "it reads the state of the layer below from before the step, not the new one", row(0.5))
        .suspect("the recurrent term h_l Wh_l is missing", row(Math.tanh(4 * LN3)))
        .suspect("the bias is missing", row(0))
        .suspect(
            "it reads the input x; only layer 1 does, layer 2 reads layer 1",
            row(Math.tanh(8 * LN3)))
        .suspect(
            "its recurrent term takes the state of the layer below; each layer has its own",
            row(Math.tanh(10 * LN3)))
        .suspect(
            "it reads what goes into the tanh of layer 1, not what comes out",
            row(Math.tanh(5 * LN2 * LN3 - 2 * LN3)))
        .suspect("the weights of layer 1 serve all layers", row(Math.tanh(-1.2 * LN2)))
        .is(row(0.8), TOLERANCE, STACKED);
  }

  @Test
  @Task(1)
  void layersMayHaveDifferentWidths() {
    // two examples, three inputs, layers of two units and of one; unit 2 reads input 1
    DMatrixRMaj wx = new DMatrixRMaj(new double[][] {{0, LN2}, {LN3, 0}, {0, 0}});
    List<Layer> layers =
        List.of(
            new Layer(wx, new DMatrixRMaj(2, 2), row(0, 0)),
            new Layer(column(LN2 / 0.6, 0), row(0), row(0)));
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 1, 9}, {1, 0, 9}});
    List<DMatrixRMaj> after =
        cells.stack(layers, x, List.of(new DMatrixRMaj(2, 2), new DMatrixRMaj(2, 1)));
    Expect.size("the list of new states", after, 2, "one new state a layer, the lowest first");
    Expect.that("the new states of layer 1, two examples", after.get(0))
        .is(square(0.8, 0.6, 0, 0.6), TOLERANCE, "rows are examples: x Wx_1");
    Expect.that("the new states of layer 2, two examples", after.get(1))
        .is(column(Math.tanh(0.8 / 0.6 * LN2), 0), TOLERANCE, "rows are examples: h'_1 Wx_2");
  }

  @Test
  @Task(1)
  void statesOfThreeStepsAreTheApprovedOnes(Approval approval) {
    List<Layer> layers =
        List.of(
            new Layer(row(0.8, -0.5), square(0.4, -0.3, 0.6, 0.2), row(0.1, -0.2)),
            new Layer(square(0.7, -1.1, 0.9, 0.5), square(-0.6, 0.3, 0.8, 0.4), row(0, 0.3)));
    double[] inputs = {1, -0.5, 2};
    StringBuilder text = new StringBuilder();
    text.append("States of two stacked layers of two units, three steps, made-up weights\n");
    text.append("step layer  unit 1  unit 2\n");
    List<DMatrixRMaj> states = List.of(row(0, 0), row(0, 0));
    for (int t = 0; t < inputs.length; t++) {
      states = cells.stack(layers, row(inputs[t]), states);
      for (int l = 0; l < 2; l++) {
        DMatrixRMaj h = states.get(l);
        text.append(
            String.format(Locale.ROOT, "%4d %5d %7.4f %7.4f\n", t + 1, l + 1, h.get(0), h.get(1)));
      }
    }
    approval.verify("stack", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(2)
  @Points(2)
  void threeMapsOfOneUnitWorkOutOnPaper() {
    // map 1: ln2 + 2 ln2 - 2 ln2; map 2: 3 ln3 - 2 ln3; map 3: -2 ln2 + ln2
    Transition cell =
        new Transition(
            new Layer(row(0.5 * LN2), row(4 * LN2), row(-2 * LN2)),
            List.of(new Dense(row(5 * LN3), row(-2 * LN3)), new Dense(row(-2.5 * LN2), row(LN2))));
    List<DMatrixRMaj> u = cells.transition(cell, row(2), row(0.5));
    Expect.size("the list u", u, 3, "the outputs of all maps, u_1 to u_L");
    Expect.that("u_1", u.get(0))
        .suspect("the recurrent term h Wh is missing", row(-0.6))
        .suspect("the bias is missing", row(63.0 / 65))
        .is(row(0.6), TOLERANCE, "u_1 = tanh(b_1 + x Wx + h Wh)");
    Expect.that("u_2", u.get(1))
        .suspect("its bias is missing", row(Math.tanh(3 * LN3)))
        .suspect("the tanh is missing", row(LN3))
        .suspect(
            "the state before enters at map 2 as well; it enters at map 1 and nowhere else",
            row(Math.tanh(LN3 + 2 * LN2)))
        .suspect("the maps are taken from the last to the first", row(Math.tanh(-1.5 * LN2 + LN2)))
        .is(row(0.8), TOLERANCE, DEEP);
    Expect.that("u_3, the new state,", u.get(2))
        .suspect("the last map has no tanh", row(-LN2))
        .suspect("map 3 reads u_1; each map reads the one before it", row(-1.0 / 3))
        .suspect("its bias is missing", row(Math.tanh(-2 * LN2)))
        .is(row(-0.6), TOLERANCE, DEEP);
  }

  @Test
  @Task(2)
  void transitionOfOneMapIsAnElmanStep() {
    Transition cell = new Transition(new Layer(row(LN2), row(-2 * LN2), row(LN3)), List.of());
    List<DMatrixRMaj> u = cells.transition(cell, row(3), row(1.5));
    Expect.size("the list u", u, 1, "without further maps u_1 is the new state");
    Expect.that("u_1", u.get(0)).is(row(0.8), TOLERANCE, "u_1 = tanh(b_1 + x Wx + h Wh)");
  }

  @Test
  @Task(2)
  void mapsMultiplyFromTheRight() {
    // unit 1 of map 1 is 0.6 and drives unit 2 of map 2 only; two examples
    DMatrixRMaj wh = new DMatrixRMaj(2, 2);
    Transition cell =
        new Transition(
            new Layer(row(LN2, 0), wh, row(0, 0)),
            List.of(new Dense(square(0, LN3 / 0.6, 0, 0), row(LN2, 0))));
    List<DMatrixRMaj> u = cells.transition(cell, column(1, -1), new DMatrixRMaj(2, 2));
    Expect.size("the list u", u, 2, "the outputs of all maps, u_1 to u_L");
    Expect.that("u_2, two units, two examples", u.get(1))
        .suspect("W_2 is transposed: rows are examples, u_1 W_2", square(0.6, 0, 0.6, 0))
        .is(square(0.6, 0.8, 0.6, -0.8), TOLERANCE, DEEP);
  }

  @Test
  @Task(3)
  @Points(2)
  void skipOfOneUnitWorksOutOnPaper() {
    // a = ln2 - 2 ln2 + 2 ln2, so h' = 0.6; da = 2 * 0.64; without the skip -0.6
    Bridged came = cells.bridge(ONE, row(-4 * LN2), row(-0.5), List.of(row(0.5)), row(2));
    Expect.that("the new state with a skip", came.state())
        .suspect("the skip is missing: h Ws", row(-0.6))
        .suspect("the skip is added behind the tanh, not within", row(-0.6 + 2 * LN2))
        .suspect("the skip takes u_L-1; it takes the state before", row(Math.tanh(-3 * LN2)))
        .suspect(
            "the skip goes through Wh; it has weights Ws of its own", row(Math.tanh(-LN2 - 1.5)))
        .suspect("the skip has no weights: h is added as it is", row(Math.tanh(-LN2 - 0.5)))
        .is(row(0.6), TOLERANCE, "h' = tanh(b_L + u_L-1 W_L + h Ws)");
    Expect.that("the gradient by the state before", came.back())
        .suspect("the way through the skip is missing, or overwritten", row(5.76 * LN2))
        .suspect("the way through the maps is missing, or overwritten", row(-5.12 * LN2))
        .suspect("the skip leads back past the tanh: da_L Ws' and not dh' Ws'", row(-2.24 * LN2))
        .suspect("the slope of u_L-1 is missing: 1 - u_l^2", row(2.56 * LN2))
        .suspect("the slope of the new state is missing: da_L = dh' (1 - h'^2)", row(LN2))
        .suspect("the way through the maps ends before Wh: da_1 Wh'", row(-3.2 * LN2))
        .suspect("the slope is that of u_L-1 in place of the new state", row(0.75 * LN2))
        .is(row(0.64 * LN2), TOLERANCE, BOTH_WAYS);
  }

  @Test
  @Task(3)
  void slopeOfTheLastMapIsThatOfTheNewState() {
    // without the skip the last map gives 0.8; with it the new state is 0, and its slope is 1
    Transition cell =
        new Transition(new Layer(row(1), row(3), row(0)), List.of(new Dense(row(2 * LN3), row(0))));
    Bridged came = cells.bridge(cell, row(-LN3), row(1), List.of(row(0.5)), row(2));
    Expect.that("the new state with a skip", came.state())
        .is(row(0), TOLERANCE, "h' = tanh(b_L + u_L-1 W_L + h Ws)");
    Expect.that("the gradient by the state before", came.back())
        .suspect(
            "the slope is that of a state that has not heard the skip; take the new state's",
            row(0.72 * 3.5 * LN3))
        .is(row(7 * LN3), TOLERANCE, "da_L = dh' (1 - h'^2)");
  }

  @Test
  @Task(3)
  void gradientsOfTwoUnitsGoThroughTransposes() {
    // three maps; slopes of u_1 (0.64, 1), of u_2 (1, 0.36), of the new state (1, 1), which is 0
    Transition cell =
        new Transition(
            new Layer(row(1, 1), square(1, 2, 0, 5), row(0, 0)),
            List.of(
                new Dense(square(1, 0, 3, 1), row(7, 7)),
                new Dense(square(2, 1, 0, 5), row(0, -4))));
    DMatrixRMaj skip = square(3, 1, 0, -2);
    List<DMatrixRMaj> u = List.of(row(0.6, 0), row(0, 0.8));
    Bridged came = cells.bridge(cell, skip, row(0, 0), u, row(1, 2));
    Expect.that("the new state, two units,", came.state())
        .suspect("W_L is transposed", row(Math.tanh(0.8), 0))
        .is(row(0, 0), TOLERANCE, "h' = tanh(b_L + u_L-1 W_L + h Ws)");
    // du_2 = (4, 10), da_2 = (4, 3.6), du_1 = (4, 15.6), da_1 = (2.56, 15.6)
    double[] maps = {2.56 + 31.2, 78};
    Expect.that("the gradient by the state before, two units,", came.back())
        .suspect("Ws is not transposed on the way back", row(maps[0] + 3, maps[1] - 3))
        .suspect("Wh is not transposed on the way back", row(2.56 + 5, 5.12 + 78 - 4))
        .suspect("W_l is not transposed on the way back", row(16.8032 + 5, 19.8 - 4))
        .suspect(
            "the slopes are one map off: da_l takes 1 - u_l^2 of the same l",
            row(19.84 + 5, 39.6 - 4))
        .is(row(maps[0] + 5, maps[1] - 4), TOLERANCE, "da_l = (da_l+1 W_l+1') (1 - u_l^2)");
  }

  @Test
  @Task(value = 3, needs = 2)
  @Points(2)
  void gradientAgreesWithDifferencesOfYourStep() {
    DMatrixRMaj x = column(1, -0.5);
    DMatrixRMaj h = square(0.2, -0.1, 0.5, 0.4);
    DMatrixRMaj gradient = square(1, -2, 0.5, 1.5);
    DMatrixRMaj back = cells.bridge(DEEP_CELL, SKIP, h, below(x, h), gradient).back();
    DMatrixRMaj slopes = h.createLike();
    for (int n = 0; n < h.getNumElements(); n++) {
      double middle = h.get(n);
      h.set(n, middle + 1e-5);
      double above = loss(x, h, gradient);
      h.set(n, middle - 1e-5);
      slopes.set(n, (above - loss(x, h, gradient)) / 2e-5);
      h.set(n, middle);
    }
    Expect.that("the gradient by the state before, three maps, two examples", back)
        .is(slopes, DIFFERENCES, BOTH_WAYS + ": your own step has another slope");
  }

  @Test
  @Task(value = 3, needs = 2)
  void gradientsByLagAreTheApprovedOnes(Approval approval) {
    double[] inputs = {1, -1, 0.5, 0, -0.5, 1.5};
    double[] without = normsByLag(inputs, new DMatrixRMaj(2, 2));
    double[] with = normsByLag(inputs, SKIP);
    StringBuilder text = new StringBuilder();
    text.append("Norm of the gradient by lag, three maps a step, made-up weights\n");
    text.append("lag without skip  with skip\n");
    for (int lag = 0; lag <= inputs.length; lag++) {
      text.append(String.format(Locale.ROOT, "%3d %12.4f %10.4f\n", lag, without[lag], with[lag]));
    }
    approval.verify("lags", text.toString(), LAST_PLACE);
  }

  private static final Transition ONE =
      new Transition(
          new Layer(row(1), row(3), row(0)), List.of(new Dense(row(2 * LN2), row(-2 * LN2))));

  private static final Transition DEEP_CELL =
      new Transition(
          new Layer(row(0.5, -0.4), square(0.9, -0.2, 0.3, 0.7), row(0.1, 0)),
          List.of(
              new Dense(square(0.8, 0.4, -0.3, 0.9), row(0, -0.1)),
              new Dense(square(0.6, -0.5, 0.2, 1), row(0.2, 0.1))));

  private static final DMatrixRMaj SKIP = square(0.7, 0.1, -0.2, 0.8);

  /** The maps below the last, by your own transition. */
  private List<DMatrixRMaj> below(DMatrixRMaj x, DMatrixRMaj h) {
    return cells.transition(DEEP_CELL, x, h).subList(0, 2);
  }

  private double loss(DMatrixRMaj x, DMatrixRMaj h, DMatrixRMaj gradient) {
    DMatrixRMaj state = cells.bridge(DEEP_CELL, SKIP, h, below(x, h), gradient).state();
    double loss = 0;
    for (int n = 0; n < state.getNumElements(); n++) {
      loss += gradient.get(n) * state.get(n);
    }
    return loss;
  }

  /** Runs to the end, then takes the gradient (1, 1) back from the last state, step by step. */
  private double[] normsByLag(double[] inputs, DMatrixRMaj skip) {
    DMatrixRMaj[] h = new DMatrixRMaj[inputs.length + 1];
    h[0] = row(0, 0);
    for (int t = 0; t < inputs.length; t++) {
      List<DMatrixRMaj> u = below(row(inputs[t]), h[t]);
      h[t + 1] = cells.bridge(DEEP_CELL, skip, h[t], u, row(0, 0)).state();
    }
    DMatrixRMaj gradient = row(1, 1);
    double[] norms = new double[inputs.length + 1];
    for (int lag = 0; lag <= inputs.length; lag++) {
      norms[lag] = Math.hypot(gradient.get(0), gradient.get(1));
      if (lag < inputs.length) {
        int t = inputs.length - 1 - lag;
        List<DMatrixRMaj> u = below(row(inputs[t]), h[t]);
        gradient = cells.bridge(DEEP_CELL, skip, h[t], u, gradient).back();
      }
    }
    return norms;
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(new double[][] {values});
  }

  private static DMatrixRMaj column(double a, double b) {
    return new DMatrixRMaj(new double[][] {{a}, {b}});
  }

  private static DMatrixRMaj square(double a, double b, double c, double d) {
    return new DMatrixRMaj(new double[][] {{a, b}, {c, d}});
  }
}
