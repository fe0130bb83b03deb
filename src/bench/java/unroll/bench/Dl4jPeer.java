package unroll.bench;

import java.util.Map;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.Solver;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import unroll.sample.Sampler;

/**
 * DL4J: its layers, its Adam, its truncated backpropagation through time with the state carried.
 * What {@code fit} does with one window after the other is done here window by window, so that each
 * step can be timed and its loss be read.
 *
 * <p>The losses of its vanilla cell differ from the third step on: its backward pass computes the
 * window anew from a state of zero, not from the one that was carried in (1.0.0-M2.1). Done so in
 * {@link EjmlPeer}, its losses come out to six digits. The work is the same but for that.
 */
final class Dl4jPeer implements Peer {
  private final SplittableRandom random = new SplittableRandom(1);
  private Workload workload;
  private MultiLayerNetwork network;
  private Solver solver;
  private int step;

  @Override
  public String versions() {
    return "DL4J "
        + version()
        + ", "
        + Nd4j.getBackend().getClass().getSimpleName()
        + ", float, Java "
        + Runtime.version();
  }

  /** Its jar's name tells; its manifest does not. */
  private static String version() {
    return MultiLayerNetwork.class
        .getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .getPath()
        .replaceFirst(".*deeplearning4j-nn-(.*)[.]jar", "$1");
  }

  @Override
  public void open(Workload given, int threads) {
    if (given.shape().kind() == Shape.Kind.GRU) {
      throw new UnsupportedOperationException("DL4J has no GRU");
    }
    workload = given;
    step = 0;
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    Shape shape = given.shape();
    var list =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.FLOAT)
            .updater(new Adam(Workload.RATE, Workload.BETA1, Workload.BETA2, Workload.EPSILON))
            .list();
    for (int layer = 0; layer < shape.layers(); layer++) {
      list.layer(cell(layer == 0 ? given.vocabulary() : shape.hidden(), shape));
    }
    list.layer(
        new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .activation(Activation.SOFTMAX)
            .nIn(shape.hidden())
            .nOut(given.vocabulary())
            .build());
    list.setInputType(InputType.recurrent(given.vocabulary(), shape.window(), RNNFormat.NCW));
    list.backpropType(BackpropType.TruncatedBPTT)
        .tBPTTForwardLength(shape.window())
        .tBPTTBackwardLength(shape.window());
    network = new MultiLayerNetwork(list.build());
    network.init();
    load();
    solver = new Solver.Builder().configure(network.conf()).model(network).build();
    network.rnnClearPreviousState();
  }

  private static Layer cell(int inputs, Shape shape) {
    return shape.kind() == Shape.Kind.LSTM
        ? new LSTM.Builder()
            .nIn(inputs)
            .nOut(shape.hidden())
            .activation(Activation.TANH)
            .gateActivationFunction(Activation.SIGMOID)
            .build()
        : new SimpleRnn.Builder()
            .nIn(inputs)
            .nOut(shape.hidden())
            .activation(Activation.TANH)
            .build();
  }

  /** The same numbers; the gates of DL4J's LSTM come as candidate, f, o, i. */
  private void load() {
    Shape shape = workload.shape();
    Map<String, INDArray> parameters = network.paramTable();
    for (int layer = 0; layer < shape.layers(); layer++) {
      int inputs = layer == 0 ? workload.vocabulary() : shape.hidden();
      set(parameters.get(layer + "_W"), workload.weights()[3 * layer], inputs);
      set(parameters.get(layer + "_RW"), workload.weights()[3 * layer + 1], shape.hidden());
      set(parameters.get(layer + "_b"), workload.weights()[3 * layer + 2], 1);
    }
    int v = workload.vocabulary();
    float[][] weights = workload.weights();
    parameters
        .get(shape.layers() + "_W")
        .assign(Nd4j.create(weights[3 * shape.layers()], new int[] {shape.hidden(), v}));
    parameters
        .get(shape.layers() + "_b")
        .assign(Nd4j.create(weights[3 * shape.layers() + 1], new int[] {1, v}));
  }

  private void set(INDArray parameter, float[] numbers, int rows) {
    int hidden = workload.shape().hidden();
    int gates = workload.shape().kind() == Shape.Kind.LSTM ? 4 : 1;
    int[] place = gates == 4 ? new int[] {3, 1, 2, 0} : new int[1];
    float[] turned = new float[numbers.length];
    for (int row = 0; row < rows; row++) {
      for (int gate = 0; gate < gates; gate++) {
        System.arraycopy(
            numbers,
            (row * gates + place[gate]) * hidden,
            turned,
            (row * gates + gate) * hidden,
            hidden);
      }
    }
    parameter.assign(Nd4j.create(turned, new int[] {rows, gates * hidden}));
  }

  @Override
  public double[] steps(int n) {
    double[] losses = new double[n];
    for (int i = 0; i < n; i++) {
      losses[i] = step();
    }
    return losses;
  }

  private double step() {
    int k = step % workload.inputs().length;
    if (k == 0) {
      network.rnnClearPreviousState();
    }
    step++;
    network.setInputMiniBatchSize(workload.shape().batch());
    network.setInput(oneHot(workload.inputs()[k]));
    network.setLabels(oneHot(workload.targets()[k]));
    solver.optimize(LayerWorkspaceMgr.noWorkspaces());
    network.updateRnnStateWithTBPTTState();
    // DL4J adds up over time and divides by the batch alone
    return network.score() / workload.shape().window();
  }

  /** B x V x T. */
  private INDArray oneHot(int[] symbols) {
    int batch = workload.shape().batch();
    int window = workload.shape().window();
    int v = workload.vocabulary();
    float[] numbers = new float[batch * v * window];
    for (int t = 0; t < window; t++) {
      for (int b = 0; b < batch; b++) {
        numbers[(b * v + symbols[t * batch + b]) * window + t] = 1;
      }
    }
    return Nd4j.create(numbers, new int[] {batch, v, window});
  }

  @Override
  public void sample(int characters) {
    network.rnnClearPreviousState();
    int v = workload.vocabulary();
    int symbol = 0;
    double[] logits = new double[v];
    for (int i = 0; i < characters; i++) {
      INDArray x = Nd4j.zeros(DataType.FLOAT, 1, v);
      x.putScalar(0, symbol, 1);
      INDArray p = network.rnnTimeStep(x);
      for (int j = 0; j < v; j++) {
        logits[j] = Math.log(p.getFloat(j));
      }
      symbol = Sampler.at(1).draw(logits, random);
    }
    network.rnnClearPreviousState();
  }

  @Override
  public void close() {
    network = null;
  }
}
