package unroll.bench;

/**
 * This kit's numbers as PyTorch lays them out: columns are examples there, so every matrix is
 * transposed; the gates of an LSTM come as i, f, g, o, not i, f, o, g.
 */
final class TorchWeights {
  private final Workload workload;
  private final Shape.Kind kind;
  private final int hidden;

  TorchWeights(Workload workload) {
    this.workload = workload;
    this.kind = workload.shape().kind();
    this.hidden = workload.shape().hidden();
  }

  private int gates() {
    return switch (kind) {
      case ELMAN -> 1;
      case LSTM -> 4;
      case GRU -> 3;
    };
  }

  private int perLayer() {
    return kind == Shape.Kind.GRU ? 5 : 3;
  }

  private float[] of(int layer, int i) {
    return workload.weights()[layer * perLayer() + i];
  }

  /** The place of PyTorch's gate among this kit's. */
  private int place(int gate) {
    return kind == Shape.Kind.LSTM ? new int[] {0, 1, 3, 2}[gate] : gate;
  }

  float[] inputWeights(int layer) {
    int inputs = layer == 0 ? workload.vocabulary() : hidden;
    return turned(of(layer, 0), inputs);
  }

  float[] recurrentWeights(int layer) {
    if (kind != Shape.Kind.GRU) {
      return turned(of(layer, 1), hidden);
    }
    float[] both = of(layer, 1); // H x 2H: r, z
    float[] candidate = of(layer, 2); // H x H
    float[] all = new float[3 * hidden * hidden];
    for (int row = 0; row < hidden; row++) {
      System.arraycopy(both, row * 2 * hidden, all, row * 3 * hidden, 2 * hidden);
      System.arraycopy(candidate, row * hidden, all, row * 3 * hidden + 2 * hidden, hidden);
    }
    return turned(all, hidden);
  }

  float[] bias(int layer) {
    return turned(of(layer, kind == Shape.Kind.GRU ? 3 : 2), 1);
  }

  /** Zero but for the candidate of a GRU, whose bias inside the reset is one of its own. */
  float[] secondBias(int layer) {
    float[] zeros = new float[gates() * hidden];
    if (kind == Shape.Kind.GRU) {
      System.arraycopy(of(layer, 4), 0, zeros, 2 * hidden, hidden);
    }
    return zeros;
  }

  float[] readout() {
    float[] w = workload.weights()[workload.shape().layers() * perLayer()];
    int v = workload.vocabulary();
    float[] turned = new float[w.length];
    for (int row = 0; row < hidden; row++) {
      for (int column = 0; column < v; column++) {
        turned[column * hidden + row] = w[row * v + column];
      }
    }
    return turned;
  }

  float[] readoutBias() {
    return workload.weights()[workload.shape().layers() * perLayer() + 1];
  }

  private float[] turned(float[] w, int rows) {
    int columns = gates() * hidden;
    float[] turned = new float[w.length];
    for (int gate = 0; gate < gates(); gate++) {
      for (int j = 0; j < hidden; j++) {
        for (int row = 0; row < rows; row++) {
          turned[(gate * hidden + j) * rows + row] = w[row * columns + place(gate) * hidden + j];
        }
      }
    }
    return turned;
  }
}
