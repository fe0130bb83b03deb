package e09_memory;

import e09_memory.LongMemory.Weights;
import java.util.ArrayList;
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
 * The public tests of 09-memory, written against the contract; start them from an IDE if you like.
 *
 * <p>Numbers that work out on paper: tanh(ln 2) = 3/5, tanh(ln 3) = 4/5, tanh(ln 6) = 35/37.
 */
@ExtendWith(SubjectExtension.class)
class MemoryTest {
  /** A right answer differs by the rounding of a few additions: about 1e-16. */
  private static final double TOLERANCE = 1e-12;

  /** The tables are rounded to four places; a difference in the last bit may round another way. */
  private static final double LAST_PLACE = 1.5e-4;

  private static final double LN2 = Math.log(2);
  private static final double LN3 = Math.log(3);

  // unit 1 hears unit 0, and unit 0 hears the input
  private static final Weights LEAKY = weights(row(LN2, 0), square(0, LN3, 0, 0), row(0, 0));

  // one unit whose short connection makes 3/5 of 3/5, and whose long one makes 4/5 of it
  private static final Weights SHORT = weights(row(LN2), row(LN2 / 0.6), row(0));
  private static final DMatrixRMaj LONG = row(LN3 / 0.6);

  // Q R with R = (5, 2; 0, 3)
  private static final DMatrixRMaj A = square(3, -1.2, 4, 3.4);

  private final LongMemory memory;

  MemoryTest(LongMemory memory) {
    this.memory = memory;
  }

  @Test
  @Task(1)
  @Points(2)
  void leaksWorkOutOnPaper() {
    // the sums are (ln 2, ln 3) and (-ln 2, -ln 3), so the tanh are (0.6, 0.8) and (-0.6, -0.8)
    DMatrixRMaj came =
        memory.leaky(LEAKY, new double[] {4, 2}, column(1, -1), square(1, 0.4, -1, 0.2));
    Expect.that("the new state of units with tau = 4 and 2", came)
        .suspect(
            "the shares are swapped: what was there keeps 1 - 1/tau", square(0.7, 0.6, -0.7, -0.3))
        .suspect("tau belongs to a unit, a column, not to an example", square(0.9, 0.5, -0.8, -0.3))
        .suspect("nothing is kept: that is the plain step", square(0.6, 0.8, -0.6, -0.8))
        .suspect("the recurrent term h Wh is missing", square(0.9, 0.2, -0.9, 0.1))
        .suspect("the new part is not multiplied by 1/tau", square(1.35, 1, -1.35, -0.7))
        .suspect("all of the state is kept, not 1 - 1/tau of it", square(1.15, 0.8, -1.15, -0.2))
        .suspect("tau itself is taken for the share, not 1/tau", square(-0.6, 1.2, 0.6, -1.8))
        .suspect(
            "the leak is inside the tanh",
            square(
                Math.tanh(0.75 + LN2 / 4),
                Math.tanh(0.2 + LN3 / 2),
                -Math.tanh(0.75 + LN2 / 4),
                Math.tanh(0.1 - LN3 / 2)))
        .suspect(
            "tanh is missing",
            square(0.75 + LN2 / 4, 0.2 + LN3 / 2, -0.75 - LN2 / 4, 0.1 - LN3 / 2))
        .is(
            square(0.9, 0.6, -0.9, -0.3),
            TOLERANCE,
            "h' = (1 - 1/tau) h + (1/tau) tanh(x Wx + h Wh + b), a tau for each column");
  }

  @Test
  @Task(1)
  void aTimeConstantOfOneIsThePlainStep() {
    Weights weights = weights(row(LN2), row(0), row(LN3 - LN2));
    Expect.that("the state of a unit with tau = 1", memory.leaky(weights, row1(1), row(1), row(9)))
        .suspect("the bias b is missing", row(0.6))
        .suspect("the state is kept whole", row(9.8))
        .is(row(0.8), TOLERANCE, "1 - 1/tau is 0: nothing of the state is kept");
  }

  @Test
  @Task(1)
  void theEchoOfAPulseIsTheApprovedOne(Approval approval) {
    Weights weights =
        weights(
            new DMatrixRMaj(new double[][] {{1, 1, 1}}),
            new DMatrixRMaj(new double[][] {{0.2, 0.1, 0}, {-0.1, 0.3, 0.2}, {0, 0.1, -0.2}}),
            new DMatrixRMaj(new double[][] {{0.05, -0.05, 0}}));
    StringBuilder text = new StringBuilder("Leaky units after a pulse at step 1\n");
    text.append("step   tau 1.5   tau 5    tau 20\n");
    DMatrixRMaj h = new DMatrixRMaj(1, 3);
    for (int t = 1; t <= 8; t++) {
      h = memory.leaky(weights, new double[] {1.5, 5, 20}, row(t == 1 ? 2 : 0), h);
      Expect.that("the state after step " + t, h.numCols).is(3, 0, "the shape of the state, 1 x H");
      text.append(
          String.format(
              Locale.ROOT, "%4d %9.4f %9.4f %9.4f%n", t, h.get(0, 0), h.get(0, 1), h.get(0, 2)));
    }
    approval.verify("pulse", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(2)
  @Points(2)
  void theEchoComesAfterTheDelay() {
    // no short connection: a pulse comes back after two steps, and only then
    Weights weights = weights(row(LN2), row(0), row(0));
    List<DMatrixRMaj> came = memory.skip(weights, LONG, 2, inputs(1, 0, 0, 0));
    Expect.size("the list of states", came, 4, "one state after each input");
    Expect.that("the states h_1 to h_4 with d = 2", flat(came))
        .suspect("the delay is d + 1 steps: h_(t-d) is get(t - 1 - d)", row(0.6, 0, 0, 0.8))
        .suspect("the delay is d - 1 steps", row(0.6, 0.8, echo(0.8), echo(echo(0.8))))
        .suspect("the skip connection is missing", row(0.6, 0, 0, 0))
        .suspect("tanh is missing", row(LN2, 0, LN2 / 0.6 * LN3, 0))
        .suspect("the long connection is read after tanh", row(0.6, 0, LN3, 0))
        .suspect("the states are in the reverse order", row(0, 0.8, 0, 0.6))
        .is(row(0.6, 0, 0.8, 0), TOLERANCE, "h_t hears h_(t-d) through Wd");
  }

  @Test
  @Task(2)
  void shortAndLongConnectionsAdd() {
    List<DMatrixRMaj> came = memory.skip(SHORT, LONG, 2, inputs(1, 0, 0));
    Expect.size("the list of states", came, 3, "one state after each input");
    Expect.that("the states h_1 to h_3 with d = 2", flat(came))
        .suspect("the skip connection is missing", row(0.6, 0.6, 0.6))
        .suspect("the short connection h_(t-1) Wh is missing", row(0.6, 0, 0.8))
        .suspect("once there is a skip, the short connection is left out", row(0.6, 0.6, 0.8))
        .suspect("the two are added after tanh, each with its own", row(0.6, 0.6, 1.4))
        .suspect("both connections share Wh", row(0.6, 0.6, Math.tanh(2 * LN2)))
        .suspect("before the start h_1 is taken, not zeros", row(0.6, 35 / 37.0, memoryOfFirst()))
        .suspect("the delay is d + 1 steps: h_(t-d) is get(t - 1 - d)", row(0.6, 0.6, 0.6))
        .is(row(0.6, 0.6, 35 / 37.0), TOLERANCE, "h_3 = tanh(h_2 Wh + h_1 Wd) = tanh(ln 2 + ln 3)");
  }

  @Test
  @Task(2)
  void aDelayLongerThanTheSequenceIsSilent() {
    List<DMatrixRMaj> came = memory.skip(SHORT, LONG, 7, inputs(1, 0, 0));
    Expect.size("the list of states", came, 3, "one state after each input");
    Expect.that("the states h_1 to h_3 with d = 7", flat(came))
        .suspect("before the start h_1 is taken, not zeros", row(0.6, 35 / 37.0, memoryOfFirst()))
        .is(row(0.6, 0.6, 0.6), TOLERANCE, "h_s = 0 for s at or before 0");
  }

  @Test
  @Task(2)
  void statesOfTwoUnitsAreTheApprovedOnes(Approval approval) {
    Weights weights = weights(row(1.5, -0.5), square(0.3, -0.6, 0.4, 0.2), row(0.1, -0.2));
    List<DMatrixRMaj> came =
        memory.skip(weights, square(0.9, 0.5, -0.4, 0.7), 3, inputs(1, 0, 0, -1, 0, 0, 0.5, 0, 0));
    Expect.size("the list of states", came, 9, "one state after each input");
    StringBuilder text = new StringBuilder("Two units with a skip over 3 steps\n");
    for (int t = 1; t <= 9; t++) {
      DMatrixRMaj h = came.get(t - 1);
      Expect.that("the width of h_" + t, h.numCols).is(2, 0, "the shape of a state, B x H");
      text.append(String.format(Locale.ROOT, "h_%d %9.4f %9.4f%n", t, h.get(0, 0), h.get(0, 1)));
    }
    approval.verify("skip", text.toString(), LAST_PLACE);
  }

  @Test
  @Task(3)
  @Points(2)
  void theColumnsAreTurnedUpright() {
    Expect.that("Q of A = Q R", memory.orthogonal(A.copy(), 1))
        .suspect("the signs are not those of R_jj above 0", square(-0.6, -0.8, -0.8, 0.6))
        .suspect("the signs are not those of R_jj above 0", square(-0.6, 0.8, -0.8, -0.6))
        .suspect("the signs are not those of R_jj above 0", square(0.6, 0.8, 0.8, -0.6))
        .suspect("it is transposed", square(0.6, 0.8, -0.8, 0.6))
        .suspect("the signs multiply rows of Q, not columns", square(-0.6, -0.8, 0.8, -0.6))
        .suspect("the signs multiply rows of Q, not columns", square(0.6, -0.8, -0.8, -0.6))
        .suspect("the signs multiply rows of Q, not columns", square(-0.6, 0.8, 0.8, 0.6))
        .suspect(
            "columns have length 1, but are not orthogonal",
            square(0.6, -1.2 / Math.sqrt(13), 0.8, 3.4 / Math.sqrt(13)))
        .suspect("columns are orthogonal, but not of length 1", square(3, -2.4, 4, 1.8))
        .suspect("the share of the first column is added, not taken away", wrongSign())
        .suspect("that is R, not Q", square(5, 2, 0, 3))
        .is(
            square(0.6, -0.8, 0.8, 0.6),
            TOLERANCE,
            "A = Q R: each column loses its share of those before, and is made 1 long");
  }

  @Test
  @Task(3)
  void theGainIsAFactor() {
    // the second column is turned round, and with it that of Q
    Expect.that("2 Q", memory.orthogonal(square(3, 1.2, 4, -3.4), 2))
        .suspect("the gain is missing", square(0.6, 0.8, 0.8, -0.6))
        .suspect("the gain is squared", square(2.4, 3.2, 3.2, -2.4))
        .suspect("the gain is divided by", square(0.3, 0.4, 0.4, -0.3))
        .suspect("the signs are not those of R_jj above 0", square(-1.2, -1.6, -1.6, 1.2))
        .suspect("the signs are not those of R_jj above 0", square(-1.2, 1.6, -1.6, -1.2))
        .suspect("the signs are not those of R_jj above 0", square(1.2, -1.6, 1.6, 1.2))
        .suspect("the signs multiply rows of Q, not columns", square(1.2, -1.6, -1.6, -1.2))
        .is(square(1.2, 1.6, 1.6, -1.2), TOLERANCE, "gain Q: all singular values are the gain");
  }

  /** One step of the long connection alone. */
  private static double echo(double h) {
    return Math.tanh(h * LN3 / 0.6);
  }

  /** The third state where what lies before the start is taken for the first state. */
  private static double memoryOfFirst() {
    return Math.tanh(35 / 37.0 * LN2 / 0.6 + LN3);
  }

  /** The second column with 2 Q_1 added to it: (0, 5) made of (-1.2 + 1.2, 3.4 + 1.6). */
  private static DMatrixRMaj wrongSign() {
    return square(0.6, 0, 0.8, 1);
  }

  private static Weights weights(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b) {
    return new Weights(wx, wh, b);
  }

  private static List<DMatrixRMaj> inputs(double... values) {
    List<DMatrixRMaj> xs = new ArrayList<>();
    for (double value : values) {
      xs.add(row(value));
    }
    return xs;
  }

  private static DMatrixRMaj flat(List<DMatrixRMaj> states) {
    DMatrixRMaj flat = new DMatrixRMaj(1, states.size());
    for (int t = 0; t < states.size(); t++) {
      Expect.that("the number of entries of h_" + (t + 1), states.get(t).getNumElements())
          .is(1, 0, "the shape of a state, B x H");
      flat.set(t, states.get(t).get(0));
    }
    return flat;
  }

  private static double[] row1(double value) {
    return new double[] {value};
  }

  private static DMatrixRMaj row(double... values) {
    return new DMatrixRMaj(1, values.length, true, values);
  }

  private static DMatrixRMaj column(double... values) {
    return new DMatrixRMaj(values.length, 1, true, values);
  }

  private static DMatrixRMaj square(double a, double b, double c, double d) {
    return new DMatrixRMaj(new double[][] {{a, b}, {c, d}});
  }
}
