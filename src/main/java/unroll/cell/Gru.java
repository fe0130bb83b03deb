package unroll.cell;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Packed;
import unroll.matrix.Shapes;
import unroll.tape.Affine;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/**
 * The gated recurrent unit (Cho et al. 2014, equations 5 to 8):
 *
 * <pre>
 *   r, z = sigmoid(x Wx + h_before Wg + b)       reset and update gate
 *   n    = tanh(x Wx + b + q)                    the candidate
 *   h    = z h_before + (1 - z) n                z = 1 keeps
 * </pre>
 *
 * <p>Two conventions for q, what the candidate hears of the state, are in use and named by {@link
 * Reset}. The gates have separate recurrent weights Wg for r and z and Wn for the candidate, since
 * the first convention needs r before it can multiply by Wn. The blocks of Wx and b lie side by
 * side in the order r, z, n. Some texts swap the roles of z and 1 - z (Chung et al. 2014).
 *
 * @param reset where the reset gate acts
 * @param inputWeights D x 3H
 * @param gateWeights H x 2H, Wg
 * @param candidateWeights H x H, Wn
 * @param bias 1 x 3H
 * @param candidateBias 1 x H, bn; learns only where the reset comes after the product, and is zero
 *     where it comes before, since there it would only add to the bias
 */
public record Gru(
    Reset reset,
    Parameter inputWeights,
    Parameter gateWeights,
    Parameter candidateWeights,
    Parameter bias,
    Parameter candidateBias)
    implements HearingCell<Gru.State> {

  /** Where the reset gate acts on what the candidate hears of the state. */
  public enum Reset {
    /** {@code q = (r * h_before) Wn}: Cho et al. 2014, equation 8; what papers mean. */
    BEFORE_PRODUCT,
    /**
     * {@code q = r * (h_before Wn + bn)}: cuDNN and what is built on it, PyTorch among them; one
     * product can serve all gates.
     */
    AFTER_PRODUCT
  }

  /**
   * The state: the hidden units.
   *
   * @param h B x H
   */
  public record State(Value h) {}

  /**
   * Makes a cell of Cho et al., with the reset before the product; weights are uniform on {@code
   * +-1/sqrt(H)}, biases zero.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param init draws the weights
   * @return a new cell
   */
  public static Gru of(int inputs, int hidden, Initializer init) {
    return of(inputs, hidden, Reset.BEFORE_PRODUCT, init);
  }

  /**
   * Makes a cell of either convention; weights are uniform on {@code +-1/sqrt(H)}, biases zero.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param reset where the reset gate acts
   * @param init draws the weights
   * @return a new cell
   */
  public static Gru of(int inputs, int hidden, Reset reset, Initializer init) {
    double limit = 1 / Math.sqrt(hidden);
    return new Gru(
        reset,
        init.uniform("Wx", inputs, 3 * hidden, limit),
        init.uniform("Wg", hidden, 2 * hidden, limit),
        init.uniform("Wn", hidden, hidden, limit),
        init.zeros("b", 1, 3 * hidden),
        init.zeros("bn", 1, hidden));
  }

  /**
   * Makes a cell of Cho et al. whose time scales are spread over a task (the chrono start of Tallec
   * and Ollivier 2018): update biases {@code log u} with u uniform on 1 to the longest dependency
   * less 1, so that a unit keeps for about {@code 1 + u} steps.
   *
   * @param inputs D, at least 1
   * @param hidden H, at least 1
   * @param longest the longest dependency expected, in steps, at least 2
   * @param init draws the weights and the biases
   * @return a new cell
   * @throws IllegalArgumentException if the longest dependency is below 2
   */
  public static Gru chronoStart(int inputs, int hidden, int longest, Initializer init) {
    Gru gru = of(inputs, hidden, init);
    double[] keeping = Chrono.biases(hidden, longest, init);
    for (int j = 0; j < hidden; j++) {
      gru.bias.matrix().set(0, hidden + j, keeping[j]);
    }
    return gru;
  }

  @Override
  public int inputs() {
    return inputWeights.matrix().rows();
  }

  @Override
  public int hidden() {
    return candidateWeights.matrix().columns();
  }

  @Override
  public State initialState(Tape tape, int batch) {
    return new State(tape.zeros(inputWeights.matrix().precision(), batch, hidden()));
  }

  @Override
  public State step(Value x, State before) {
    return unroll(new Sequence(x, 1), before).last();
  }

  @Override
  public State step(Value x, State before, UnaryOperator<Value> heard) {
    Shapes.require("state before the step", before.h().matrix(), x.rows(), hidden());
    Tape tape = x.tape();
    int hidden = hidden();
    Value h = heard.apply(before.h());
    Value wn = candidateWeights.on(tape);
    Value sums = x.affine(inputWeights.on(tape), bias.on(tape));
    Value gates = sums.columns(0, 2 * hidden).plus(h.times(gateWeights.on(tape))).sigmoid();
    Value r = gates.columns(0, hidden);
    Value z = gates.columns(hidden, 2 * hidden);
    Value q =
        reset == Reset.BEFORE_PRODUCT
            ? r.timesElements(h).times(wn)
            : r.timesElements(h.affine(wn, candidateBias.on(tape)));
    Value n = sums.columns(2 * hidden, 3 * hidden).plus(q).tanh();
    return new State(z.timesElements(before.h().minus(n)).plus(n));
  }

  @Override
  public Value output(State state) {
    return state.h();
  }

  @Override
  public State combine(State first, State second, BinaryOperator<Value> join) {
    return new State(join.apply(first.h(), second.h()));
  }

  /**
   * Takes all steps as one operation; the gradient of each weight is one product over all steps.
   *
   * <p>Backward, from the last step to the first, with dh complete when step t is reached. From h
   * as a mixture:
   *
   * <pre>
   *   dz  = dh (h_before - n) z(1-z)
   *   dn  = dh (1 - z) (1 - n^2)                   of the sum under the tanh, so dq = dn
   *   dh_before += dh z
   * </pre>
   *
   * <p>Then through q. With the reset before the product, {@code s = r * h_before, q = s Wn}:
   *
   * <pre>
   *   ds  = dn Wn',  dWn += s' dn
   *   dr  = ds h_before r(1-r)
   *   dh_before += ds r
   * </pre>
   *
   * <p>With the reset after it, {@code p = h_before Wn + bn, q = r * p}:
   *
   * <pre>
   *   dr  = dn p r(1-r)
   *   dp  = dn r,    dWn += h_before' dp,  dbn += dp
   *   dh_before += dp Wn'
   * </pre>
   *
   * <p>Last through the gates: {@code dh_before += (dr, dz) Wg', dWg += h_before' (dr, dz)}.
   */
  @Override
  public Unrolled<State> unroll(Sequence xs, State start) {
    Tape tape = xs.rows().tape();
    Affine inputs = Affine.of(xs.rows(), inputWeights.on(tape), bias.on(tape));
    States h =
        States.from(start.h(), xs.batch(), hidden(), xs.steps(), tape, inputs.needsGradient());
    int rows = xs.rows().rows();
    var precision = start.h().precision();
    Pass pass =
        new Pass(
            reset,
            xs,
            inputs,
            h,
            gateWeights.on(tape),
            candidateWeights.on(tape),
            candidateBias.on(tape),
            tape.room(precision, rows, 3 * hidden()),
            tape.room(precision, rows, hidden()),
            tape.room(precision, rows, hidden()),
            tape.room(precision, rows, 2 * hidden()));
    pass.forward();
    if (h.needsGradient()) {
      Matrix dfactors = tape.room(precision, rows, hidden());
      tape.record(
          () -> {
            pass.backward(dfactors);
            h.passBackTo(start.h());
          });
    }
    return new Unrolled<>(new Sequence(h.outputs(), xs.steps()), new State(h.last()));
  }

  @Override
  public List<Parameter> parameters() {
    return reset == Reset.BEFORE_PRODUCT
        ? List.of(inputWeights, gateWeights, candidateWeights, bias)
        : List.of(inputWeights, gateWeights, candidateWeights, bias, candidateBias);
  }

  /**
   * One pass over a sequence.
   *
   * @param gates T*B x 3H: sums first, activated step by step; backward their gradients
   * @param factors T*B x H: s where the reset comes before the product, p where it comes after
   * @param heard T*B x H: q; backward its gradient
   * @param sums T*B x 2H: the state's part of the sums of r and z; backward their gradients
   */
  private record Pass(
      Reset reset,
      Sequence xs,
      Affine inputs,
      States h,
      Value gateWeights,
      Value candidateWeights,
      Value candidateBias,
      Matrix gates,
      Matrix factors,
      Matrix heard,
      Matrix sums) {

    void forward() {
      Kernels kernels = gates.kernels();
      inputs.prepare(gates);
      Packed toGates = gateWeights.tape().pack(gateWeights.matrix(), gates.rows());
      Packed toCandidate = candidateWeights.tape().pack(candidateWeights.matrix(), gates.rows());
      Rows.share(
          xs,
          gateWeights,
          (from, to) -> {
            for (int t = 0; t < xs.steps(); t++) {
              Matrix gate = xs.of(gates, t, from, to);
              Matrix sum = xs.of(sums, t, from, to);
              Matrix factor = xs.of(factors, t, from, to);
              Matrix q = xs.of(heard, t, from, to);
              Matrix before = h.before(t, from, to);
              inputs.complete(t * xs.batch() + from, gate);
              sum.fill(0);
              kernels.addProduct(before, toGates, sum);
              if (reset == Reset.BEFORE_PRODUCT) {
                kernels.gruReset(gate, sum, before, factor);
                q.fill(0);
                kernels.addProduct(factor, toCandidate, q);
              } else {
                factor.fillRows(candidateBias.matrix());
                kernels.addProduct(before, toCandidate, factor);
                kernels.gruReset(gate, sum, factor, q);
              }
              kernels.gruMix(gate, q, before, h.after(t, from, to));
            }
          });
    }

    /**
     * Walks back.
     *
     * @param dfactors T*B x H. Modified.
     */
    void backward(Matrix dfactors) {
      Kernels kernels = gates.kernels();
      Packed fromGates = gateWeights.tape().packTransposed(gateWeights.matrix(), gates.rows());
      Packed fromCandidate =
          candidateWeights.tape().packTransposed(candidateWeights.matrix(), gates.rows());
      Rows.share(
          xs,
          gateWeights,
          (from, to) -> {
            for (int t = xs.steps() - 1; t >= 0; t--) {
              Matrix gate = xs.of(gates, t, from, to);
              Matrix dsum = xs.of(sums, t, from, to);
              Matrix dfactor = xs.of(dfactors, t, from, to);
              Matrix dq = xs.of(heard, t, from, to);
              Matrix before = h.before(t, from, to);
              Matrix dBefore = h.gradientBefore(t, from, to);
              kernels.gruMixGradient(gate, before, h.gradientAfter(t, from, to), dq, dBefore);
              dfactor.fill(0);
              if (reset == Reset.BEFORE_PRODUCT) {
                kernels.addProduct(dq, fromCandidate, dfactor);
                kernels.gruResetGradient(gate, before, dfactor, dsum, dBefore);
              } else {
                kernels.gruResetGradient(gate, xs.of(factors, t, from, to), dq, dsum, dfactor);
                kernels.addProduct(dfactor, fromCandidate, dBefore);
              }
              kernels.addProduct(dsum, fromGates, dBefore);
            }
          });
      kernels.addProductLeftTransposed(h.allBefore(), sums, gateWeights.gradient());
      if (reset == Reset.BEFORE_PRODUCT) {
        kernels.addProductLeftTransposed(factors, heard, candidateWeights.gradient());
      } else {
        kernels.addProductLeftTransposed(h.allBefore(), dfactors, candidateWeights.gradient());
        kernels.addSumOfRows(dfactors, candidateBias.gradient());
      }
      inputs.addGradients(gates);
    }
  }
}
