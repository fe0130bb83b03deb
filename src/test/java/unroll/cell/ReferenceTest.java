package unroll.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import unroll.layer.Activation;
import unroll.layer.LayerNorm;
import unroll.layer.Linear;
import unroll.layer.Mlp;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/** Our cells against PyTorch's: outputs, last states and every gradient. */
class ReferenceTest {
  /** Sums of a few dozen products of 64-bit numbers in another order. */
  private static final double ROUNDING = 1e-12;

  private static final int STEPS = 4;

  @Test
  void elmanEqualsPyTorch() {
    check("elman", Activation.TANH);
  }

  @Test
  void elmanWithRectifiersEqualsPyTorch() {
    check("relu", Activation.RELU);
  }

  private static void check(String name, Activation activation) {
    Parameter wx = parameter(name + ".Wx");
    Parameter wh = parameter(name + ".Wh");
    Matrix bias = Reference.of(name + ".bx");
    bias.kernels().addScaled(1, Reference.of(name + ".bh"), bias);
    Parameter b = new Parameter("b", bias);
    Parameter x = parameter(name + ".x");
    Parameter h0 = parameter(name + ".h0");
    Elman cell = new Elman(wx, wh, b, activation);
    Tape tape = new Tape();
    var unrolled = cell.unroll(new Sequence(x.on(tape), STEPS), new Elman.State(h0.on(tape)));
    tape.backward(weighted(name, unrolled.outputs().rows()));
    same(name + ".outputs", unrolled.outputs().rows().matrix());
    gradients(name, List.of("dWx", "dWh", "dbx", "dx", "dh0"), List.of(wx, wh, b, x, h0));
  }

  @Test
  void lstmEqualsPyTorch() {
    Parameter wx = parameter("lstm.Wx");
    Parameter wh = parameter("lstm.Wh");
    Matrix bias = Reference.of("lstm.bx");
    bias.kernels().addScaled(1, Reference.of("lstm.bh"), bias);
    Parameter b = new Parameter("b", bias);
    Parameter x = parameter("lstm.x");
    Parameter h0 = parameter("lstm.h0");
    Parameter c0 = parameter("lstm.c0");
    Tape tape = new Tape();
    var unrolled =
        new Lstm(wx, wh, b)
            .unroll(new Sequence(x.on(tape), STEPS), new Lstm.State(h0.on(tape), c0.on(tape)));
    Value c = unrolled.last().c();
    Value loss = weighted("lstm", unrolled.outputs().rows()).plus(c.timesElements(c).sum());
    tape.backward(loss);
    same("lstm.outputs", unrolled.outputs().rows().matrix());
    same("lstm.c", c.matrix());
    same("lstm.loss", loss.matrix());
    gradients(
        "lstm", List.of("dWx", "dWh", "dbx", "dx", "dh0", "dc0"), List.of(wx, wh, b, x, h0, c0));
  }

  @Test
  void gruWithTheResetAfterTheProductEqualsPyTorch() {
    int hidden = 5;
    Parameter wx = parameter("gru.Wx");
    Matrix wh = Reference.of("gru.Wh");
    Parameter wg = new Parameter("Wg", columns(wh, 0, 2 * hidden));
    Parameter wn = new Parameter("Wn", columns(wh, 2 * hidden, 3 * hidden));
    Matrix recurrent = Reference.of("gru.bh");
    Parameter bn = new Parameter("bn", columns(recurrent, 2 * hidden, 3 * hidden));
    Matrix bias = Reference.of("gru.bx");
    for (int j = 0; j < 2 * hidden; j++) {
      bias.set(0, j, bias.get(0, j) + recurrent.get(0, j));
    }
    Parameter b = new Parameter("b", bias);
    Parameter x = parameter("gru.x");
    Parameter h0 = parameter("gru.h0");
    Tape tape = new Tape();
    var unrolled =
        new Gru(Gru.Reset.AFTER_PRODUCT, wx, wg, wn, b, bn)
            .unroll(new Sequence(x.on(tape), STEPS), new Gru.State(h0.on(tape)));
    tape.backward(weighted("gru", unrolled.outputs().rows()));
    same("gru.outputs", unrolled.outputs().rows().matrix());
    gradients("gru", List.of("dWx", "dbx", "dx", "dh0"), List.of(wx, b, x, h0));
    Matrix dwh = Reference.of("gru.dWh");
    close("gru.dWh, gates", columns(dwh, 0, 2 * hidden), wg.gradient());
    close("gru.dWh, candidate", columns(dwh, 2 * hidden, 3 * hidden), wn.gradient());
    close("gru.dbh", columns(Reference.of("gru.dbh"), 2 * hidden, 3 * hidden), bn.gradient());
  }

  @Test
  void deepTransitionWithShortcutEqualsPyTorch() {
    DeepTransition cell =
        new DeepTransition(
            new Mlp(
                List.of(new Linear(parameter("deep.Wx"), parameter("deep.b"))), Activation.TANH),
            parameter("deep.Wh"),
            List.of(new Linear(parameter("deep.W2"), parameter("deep.b2"))),
            true,
            parameter("deep.Ws"));
    composed("deep", cell, "dWx", "db", "dWh", "dW2", "db2", "dWs");
  }

  @Test
  void peepholeLstmEqualsPyTorch() {
    PeepholeLstm cell =
        new PeepholeLstm(
            parameter("peephole.Wx"),
            parameter("peephole.Wh"),
            parameter("peephole.b"),
            parameter("peephole.p"));
    composed("peephole", cell, "dWx", "dWh", "db", "dp");
  }

  @Test
  void normalizedLstmEqualsPyTorch() {
    NormalizedLstm cell =
        new NormalizedLstm(
            parameter("normalized.Wx"),
            parameter("normalized.Wh"),
            new LayerNorm(parameter("normalized.gx"), parameter("normalized.bx")),
            new LayerNorm(parameter("normalized.gh"), parameter("normalized.bh")),
            new LayerNorm(parameter("normalized.gc"), parameter("normalized.bc")));
    composed("normalized", cell, "dWx", "dWh", "dgx", "dbx", "dgh", "dbh", "dgc", "dbc");
  }

  /** The blocks are those of the cell's parameters, in their order. */
  private static <S> void composed(String name, Cell<S> cell, String... blocks) {
    Parameter x = parameter(name + ".x");
    Tape tape = new Tape();
    Sequence xs = new Sequence(x.on(tape), STEPS);
    Value outputs = cell.unroll(xs, cell.initialState(tape, xs.batch())).outputs().rows();
    weighted(name, outputs).backward();
    same(name + ".outputs", outputs.matrix());
    same(name + ".dx", x.gradient());
    gradients(name, List.of(blocks), cell.parameters());
  }

  private static Value weighted(String name, Value outputs) {
    return outputs.timesElements(outputs.tape().constant(Reference.of(name + ".factor"))).sum();
  }

  private static Parameter parameter(String name) {
    return new Parameter(name, Reference.of(name));
  }

  private static Matrix columns(Matrix all, int from, int to) {
    Matrix some = all.zerosLike(all.rows(), to - from);
    for (int r = 0; r < all.rows(); r++) {
      for (int c = from; c < to; c++) {
        some.set(r, c - from, all.get(r, c));
      }
    }
    return some;
  }

  private static void gradients(String name, List<String> blocks, List<Parameter> parameters) {
    for (int i = 0; i < blocks.size(); i++) {
      same(name + "." + blocks.get(i), parameters.get(i).gradient());
    }
  }

  private static void same(String name, Matrix ours) {
    close(name, Reference.of(name), ours);
  }

  private static void close(String name, Matrix theirs, Matrix ours) {
    Matrix difference = theirs.copy();
    difference.kernels().addScaled(-1, ours, difference);
    double size = Math.sqrt(difference.kernels().sumOfSquares(difference));
    assertEquals(0, size, ROUNDING, name);
  }
}
