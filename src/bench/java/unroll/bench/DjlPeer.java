package unroll.bench;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.nn.recurrent.RecurrentBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.SplittableRandom;
import unroll.sample.Sampler;

/**
 * PyTorch's native library through DJL: its recurrent block, its Adam, its gradient collector. The
 * second of PyTorch's two biases, which this kit has not, is held at zero.
 */
final class DjlPeer implements Peer {
  private final SplittableRandom random = new SplittableRandom(1);
  private Workload workload;
  private Model model;
  private Trainer trainer;
  private RecurrentBlock cells;
  private Linear readout;
  private NDManager memory;
  private NDArray eye;
  private NDList state;
  private int step;

  @Override
  public String versions() {
    Engine engine = Engine.getEngine("PyTorch");
    return "PyTorch "
        + engine.getVersion()
        + " through DJL "
        + Engine.getDjlVersion()
        + ", float, Java "
        + Runtime.version();
  }

  @Override
  public void open(Workload given, int threads) {
    close();
    workload = given;
    step = 0;
    Shape shape = given.shape();
    cells =
        switch (shape.kind()) {
          case LSTM -> sized(LSTM.builder(), shape).build();
          case GRU -> sized(GRU.builder(), shape).build();
          case ELMAN -> sized(RNN.builder().setActivation(RNN.Activation.TANH), shape).build();
        };
    readout = Linear.builder().setUnits(given.vocabulary()).build();
    model = Model.newInstance("characters", Device.cpu(), "PyTorch");
    model.setBlock(new CharacterBlock(cells, readout, state()));
    Optimizer adam =
        Optimizer.adam()
            .optLearningRateTracker(Tracker.fixed((float) Workload.RATE))
            .optEpsilon((float) Workload.EPSILON)
            .build();
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).optOptimizer(adam));
    memory = model.getNDManager().newSubManager();
    ai.djl.ndarray.types.Shape x =
        new ai.djl.ndarray.types.Shape(shape.window(), shape.batch(), given.vocabulary());
    trainer.initialize(x);
    eye = memory.eye(given.vocabulary());
    load();
    state = zeros(shape.batch());
  }

  /** How many matrices a state has. */
  private int state() {
    return workload.shape().kind() == Shape.Kind.LSTM ? 2 : 1;
  }

  private static <B extends RecurrentBlock.BaseBuilder<B>> B sized(B builder, Shape shape) {
    return builder
        .setStateSize(shape.hidden())
        .setNumLayers(shape.layers())
        .optBatchFirst(false)
        .optReturnState(true);
  }

  private NDList zeros(int batch) {
    Shape shape = workload.shape();
    NDList zeros = new NDList();
    for (int i = 0; i < state(); i++) {
      zeros.add(
          memory.zeros(new ai.djl.ndarray.types.Shape(shape.layers(), batch, shape.hidden())));
    }
    return zeros;
  }

  /** Gives every parameter this kit's numbers: transposed, and the gates in PyTorch's order. */
  private void load() {
    Shape shape = workload.shape();
    TorchWeights weights = new TorchWeights(workload);
    for (int layer = 0; layer < shape.layers(); layer++) {
      set(cells, "l_" + layer + "_i2h_WEIGHT", weights.inputWeights(layer), false);
      set(cells, "l_" + layer + "_h2h_WEIGHT", weights.recurrentWeights(layer), false);
      set(cells, "l_" + layer + "_i2h_BIAS", weights.bias(layer), false);
      set(
          cells,
          "l_" + layer + "_h2h_BIAS",
          weights.secondBias(layer),
          shape.kind() != Shape.Kind.GRU);
    }
    set(readout, "weight", weights.readout(), false);
    set(readout, "bias", weights.readoutBias(), false);
  }

  private void set(Block block, String name, float[] numbers, boolean frozen) {
    Parameter parameter = find(block, name);
    NDArray array = parameter.getArray();
    try (NDArray fresh = memory.create(numbers, array.getShape())) {
      fresh.copyTo(array);
    }
    if (frozen) {
      parameter.freeze(true);
    }
  }

  private static Parameter find(Block block, String name) {
    for (String key : block.getDirectParameters().keys()) {
      if (key.endsWith(name)) {
        return block.getDirectParameters().get(key);
      }
    }
    throw new IllegalStateException(
        "no parameter " + name + " among " + block.getDirectParameters().keys());
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
    Shape shape = workload.shape();
    int k = step % workload.inputs().length;
    step++;
    if (k == 0) {
      state.close();
      state = zeros(shape.batch());
    }
    float loss;
    try (NDManager scope = memory.newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      NDArray symbols = scope.create(workload.inputs()[k]);
      NDArray x = eye.get(symbols).reshape(shape.window(), shape.batch(), workload.vocabulary());
      x.attach(scope);
      NDArray targets = scope.create(workload.targets()[k]);
      NDList given = new NDList(x);
      given.addAll(state);
      NDList out = trainer.forward(given);
      out.attach(scope);
      NDArray logits = out.get(0).reshape(-1, workload.vocabulary());
      NDArray mean = trainer.getLoss().evaluate(new NDList(targets), new NDList(logits));
      collector.backward(mean);
      loss = mean.getFloat();
      carry(out);
    }
    trainer.step();
    return loss;
  }

  /** The state for the next window, without its history. */
  private void carry(NDList out) {
    NDList next = new NDList();
    for (int i = 0; i < state(); i++) {
      NDArray detached = out.get(1 + i).stopGradient();
      detached.attach(memory);
      next.add(detached);
    }
    state.close();
    state = next;
  }

  @Override
  public void sample(int characters) {
    NDList running = zeros(1);
    int symbol = 0;
    for (int i = 0; i < characters; i++) {
      try (NDManager scope = memory.newSubManager()) {
        NDArray x = eye.get(symbol).reshape(1, 1, workload.vocabulary());
        x.attach(scope);
        NDList given = new NDList(x);
        given.addAll(running);
        NDList out = trainer.evaluate(given);
        out.attach(scope);
        float[] logits = out.get(0).toType(DataType.FLOAT32, false).toFloatArray();
        double[] wide = new double[logits.length];
        for (int j = 0; j < wide.length; j++) {
          wide[j] = logits[j];
        }
        symbol = Sampler.at(1).draw(wide, random);
        NDList next = new NDList(out.subList(1, 1 + state()));
        next.attach(memory);
        running.close();
        running = next;
      }
    }
    running.close();
  }

  @Override
  public void close() {
    if (trainer != null) {
      memory.close();
      trainer.close();
      model.close();
    }
  }
}
