package unroll.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import unroll.cell.Reference;
import unroll.matrix.Matrix;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Value;

/** Our attention, normalisation and losses against PyTorch's: results and every gradient. */
class LayerReferenceTest {
  /** Sums of a few dozen products of 64-bit numbers in another order. */
  private static final double ROUNDING = 1e-12;

  private static final int BATCH = 3;
  private static final int PLACES = 4;

  private final Tape tape = new Tape();

  @Test
  void additiveAttentionEqualsPyTorch() {
    Parameter wa = parameter("additive.Wa");
    Parameter ua = parameter("additive.Ua");
    Parameter va = parameter("additive.va");
    attention("additive", new AdditiveAttention(wa, ua, va));
    same("additive.dWa", wa.gradient());
    same("additive.dUa", ua.gradient());
    same("additive.dva", va.gradient());
  }

  @Test
  void generalAttentionEqualsPyTorch() {
    Parameter wa = parameter("general.Wa");
    attention("general", new GeneralAttention(wa));
    same("general.dWa", wa.gradient());
  }

  private void attention(String name, Attention attention) {
    Parameter query = parameter(name + ".query");
    Parameter memory = parameter(name + ".memory");
    boolean[] counts = new boolean[PLACES * BATCH];
    java.util.Arrays.fill(counts, true);
    counts[(PLACES - 1) * BATCH] = false;
    var read = attention.read(query.on(tape), attention.memory(memory.on(tape), BATCH, counts));
    weighted(name, read.context()).backward();
    same(name + ".weights", read.weights().matrix());
    same(name + ".context", read.context().matrix());
    same(name + ".dquery", query.gradient());
    same(name + ".dmemory", memory.gradient());
  }

  @Test
  void layerNormEqualsPyTorch() {
    Parameter gain = parameter("norm.gain");
    Parameter bias = parameter("norm.bias");
    Parameter x = parameter("norm.x");
    Value y = new LayerNorm(gain, bias).apply(x.on(tape));
    weighted("norm", y).backward();
    same("norm.y", y.matrix());
    same("norm.dx", x.gradient());
    same("norm.dgain", gain.gradient());
    same("norm.dbias", bias.gradient());
  }

  @Test
  void binaryCrossEntropyEqualsPyTorch() {
    Parameter logits = parameter("bernoulli.logits");
    Value loss = BinaryCrossEntropy.mean(logits.on(tape), Reference.of("bernoulli.targets"));
    loss.backward();
    same("bernoulli.loss", loss.matrix());
    same("bernoulli.dlogits", logits.gradient());
  }

  private static Value weighted(String name, Value outputs) {
    return outputs.timesElements(outputs.tape().constant(Reference.of(name + ".factor"))).sum();
  }

  private static Parameter parameter(String name) {
    return new Parameter(name, Reference.of(name));
  }

  private static void same(String name, Matrix ours) {
    Matrix difference = Reference.of(name);
    difference.kernels().addScaled(-1, ours, difference);
    assertEquals(0, Math.sqrt(difference.kernels().sumOfSquares(difference)), ROUNDING, name);
  }
}
