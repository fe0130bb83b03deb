package unroll.bench;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;

/**
 * What one gets by writing a network straight on EJML, in double: its products (on several threads
 * if asked), plain loops for all else. Transposes are made once a step, because EJML's product with
 * a transposed right factor is its slowest.
 */
final class EjmlPeer implements Peer {
  private Workload workload;
  private boolean several;
  private int step;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Weights> all = new ArrayList<>();
  private Weights readout;
  private Weights readoutBias;

  /** A matrix that learns by Adam. */
  private static final class Weights {
    final DMatrixRMaj w;
    final DMatrixRMaj gradient;
    private final double[] m;
    private final double[] v;

    Weights(float[] numbers, int columns) {
      w = new DMatrixRMaj(numbers.length / columns, columns);
      for (int i = 0; i < numbers.length; i++) {
        w.data[i] = numbers[i];
      }
      gradient = new DMatrixRMaj(w.numRows, w.numCols);
      m = new double[numbers.length];
      v = new double[numbers.length];
    }

    void adam(int t) {
      double rate =
          Workload.RATE
              * Math.sqrt(1 - Math.pow(Workload.BETA2, t))
              / (1 - Math.pow(Workload.BETA1, t));
      double epsilon = Workload.EPSILON * Math.sqrt(1 - Math.pow(Workload.BETA2, t));
      for (int i = 0; i < m.length; i++) {
        double g = gradient.data[i];
        m[i] += (1 - Workload.BETA1) * (g - m[i]);
        v[i] += (1 - Workload.BETA2) * (g * g - v[i]);
        w.data[i] -= rate * m[i] / (Math.sqrt(v[i]) + epsilon);
      }
      gradient.zero();
    }
  }

  /** A layer of cells with what it remembers of a window, step by step. */
  private final class Layer {
    final Weights wx;
    final Weights wh;
    final Weights b;
    final int hidden = workload.shape().hidden();
    final boolean lstm = workload.shape().kind() == Shape.Kind.LSTM;
    final DMatrixRMaj[] z;
    final DMatrixRMaj[] dz;
    final DMatrixRMaj[] h;
    final DMatrixRMaj[] dh;
    final DMatrixRMaj[] c;
    final DMatrixRMaj dc;

    Layer(int layer, int batch, int window) {
      int gates = lstm ? 4 * hidden : hidden;
      wx = new Weights(workload.weights()[3 * layer], gates);
      wh = new Weights(workload.weights()[3 * layer + 1], gates);
      b = new Weights(workload.weights()[3 * layer + 2], gates);
      all.addAll(List.of(wx, wh, b));
      z = row(window, batch, gates);
      dz = row(window, batch, gates);
      h = row(window + 1, batch, hidden);
      dh = row(window + 1, batch, hidden);
      c = row(window + 1, batch, hidden);
      dc = new DMatrixRMaj(batch, hidden);
    }

    private DMatrixRMaj[] row(int count, int rows, int columns) {
      DMatrixRMaj[] matrices = new DMatrixRMaj[count];
      for (int t = 0; t < count; t++) {
        matrices[t] = new DMatrixRMaj(rows, columns);
      }
      return matrices;
    }

    /** Before a step's product with the state: the input's part and the bias. */
    void input(int t, int[] symbols, int from, DMatrixRMaj x) {
      int gates = z[t].numCols;
      for (int row = 0; row < z[t].numRows; row++) {
        System.arraycopy(b.w.data, 0, z[t].data, row * gates, gates);
        if (x == null) {
          int at = symbols[from + row] * gates;
          for (int j = 0; j < gates; j++) {
            z[t].data[row * gates + j] += wx.w.data[at + j];
          }
        }
      }
      if (x != null) {
        multAdd(x, wx.w, z[t]);
      }
    }

    void forward(int t) {
      multAdd(h[t], wh.w, z[t]);
      for (int row = 0; row < z[t].numRows; row++) {
        for (int j = 0; j < hidden; j++) {
          int at = row * hidden + j;
          if (lstm) {
            int i = row * 4 * hidden + j;
            double[] a = z[t].data;
            a[i] = sigmoid(a[i]);
            a[i + hidden] = sigmoid(a[i + hidden]);
            a[i + 2 * hidden] = sigmoid(a[i + 2 * hidden]);
            a[i + 3 * hidden] = Math.tanh(a[i + 3 * hidden]);
            c[t + 1].data[at] = a[i + hidden] * c[t].data[at] + a[i] * a[i + 3 * hidden];
            h[t + 1].data[at] = a[i + 2 * hidden] * Math.tanh(c[t + 1].data[at]);
          } else {
            h[t + 1].data[at] = Math.tanh(z[t].data[at]);
          }
        }
      }
    }

    /** The gradient of a step: dz of it, and what goes to the step before. */
    void backward(int t, DMatrixRMaj whTransposed) {
      for (int row = 0; row < z[t].numRows; row++) {
        for (int j = 0; j < hidden; j++) {
          int at = row * hidden + j;
          double slope = dh[t + 1].data[at];
          if (lstm) {
            int i = row * 4 * hidden + j;
            double[] a = z[t].data;
            double[] d = dz[t].data;
            double tanh = Math.tanh(c[t + 1].data[at]);
            double in = a[i];
            double forget = a[i + hidden];
            double out = a[i + 2 * hidden];
            double candidate = a[i + 3 * hidden];
            double memory = dc.data[at] + slope * out * (1 - tanh * tanh);
            d[i] = memory * candidate * in * (1 - in);
            d[i + hidden] = memory * c[t].data[at] * forget * (1 - forget);
            d[i + 2 * hidden] = slope * tanh * out * (1 - out);
            d[i + 3 * hidden] = memory * in * (1 - candidate * candidate);
            dc.data[at] = memory * forget;
          } else {
            double y = h[t + 1].data[at];
            dz[t].data[at] = slope * (1 - y * y);
          }
        }
      }
      multAdd(dz[t], whTransposed, dh[t]);
      multAddTransA(h[t], dz[t], wh.gradient);
      for (int row = 0; row < dz[t].numRows; row++) {
        for (int j = 0; j < dz[t].numCols; j++) {
          b.gradient.data[j] += dz[t].data[row * dz[t].numCols + j];
        }
      }
    }

    void scatter(int t, int[] symbols, int from) {
      int gates = dz[t].numCols;
      for (int row = 0; row < dz[t].numRows; row++) {
        for (int j = 0; j < gates; j++) {
          wx.gradient.data[symbols[from + row] * gates + j] += dz[t].data[row * gates + j];
        }
      }
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private void multAdd(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    if (several) {
      CommonOps_MT_DDRM.multAdd(a, b, c);
    } else {
      CommonOps_DDRM.multAdd(a, b, c);
    }
  }

  private void multAddTransA(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    if (several) {
      CommonOps_MT_DDRM.multAddTransA(a, b, c);
    } else {
      CommonOps_DDRM.multAddTransA(a, b, c);
    }
  }

  @Override
  public String versions() {
    return "EJML 0.44.0, double, Java " + Runtime.version();
  }

  @Override
  public void open(Workload given, int threads) {
    if (given.shape().kind() == Shape.Kind.GRU) {
      throw new UnsupportedOperationException("no GRU was written on EJML");
    }
    workload = given;
    org.ejml.concurrency.EjmlConcurrency.setMaxThreads(threads);
    several = threads > 1;
    step = 0;
    layers.clear();
    all.clear();
    Shape shape = given.shape();
    for (int layer = 0; layer < shape.layers(); layer++) {
      layers.add(new Layer(layer, shape.batch(), shape.window()));
    }
    readout = new Weights(given.weights()[3 * shape.layers()], given.vocabulary());
    readoutBias = new Weights(given.weights()[3 * shape.layers() + 1], given.vocabulary());
    all.addAll(List.of(readout, readoutBias));
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
    int batch = workload.shape().batch();
    int window = workload.shape().window();
    int k = step % workload.inputs().length;
    int[] inputs = workload.inputs()[k];
    int[] targets = workload.targets()[k];
    for (Layer layer : layers) {
      for (DMatrixRMaj[] state : List.of(layer.h, layer.c)) {
        if (k == 0) {
          state[0].zero();
        } else {
          state[0].setTo(state[window]);
        }
      }
      layer.dc.zero();
      for (DMatrixRMaj dh : layer.dh) {
        dh.zero();
      }
    }
    for (int l = 0; l < layers.size(); l++) {
      for (int t = 0; t < window; t++) {
        layers.get(l).input(t, inputs, t * batch, l == 0 ? null : layers.get(l - 1).h[t + 1]);
        layers.get(l).forward(t);
      }
    }
    double loss = readoutBothWays(batch, window, targets);
    for (int l = layers.size() - 1; l >= 0; l--) {
      Layer layer = layers.get(l);
      DMatrixRMaj whTransposed = CommonOps_DDRM.transpose(layer.wh.w, null);
      DMatrixRMaj wxTransposed = l == 0 ? null : CommonOps_DDRM.transpose(layer.wx.w, null);
      for (int t = window - 1; t >= 0; t--) {
        layer.backward(t, whTransposed);
        if (l == 0) {
          layer.scatter(t, inputs, t * batch);
        } else {
          multAddTransA(layers.get(l - 1).h[t + 1], layer.dz[t], layer.wx.gradient);
          multAdd(layer.dz[t], wxTransposed, layers.get(l - 1).dh[t + 1]);
        }
      }
    }
    step++;
    for (Weights weights : all) {
      weights.adam(step);
    }
    return loss;
  }

  private double readoutBothWays(int batch, int window, int[] targets) {
    Layer top = layers.get(layers.size() - 1);
    int v = workload.vocabulary();
    DMatrixRMaj transposed = CommonOps_DDRM.transpose(readout.w, null);
    DMatrixRMaj p = new DMatrixRMaj(batch, v);
    double loss = 0;
    for (int t = 0; t < window; t++) {
      for (int row = 0; row < batch; row++) {
        System.arraycopy(readoutBias.w.data, 0, p.data, row * v, v);
      }
      multAdd(top.h[t + 1], readout.w, p);
      for (int row = 0; row < batch; row++) {
        softmax(p.data, row * v, v);
        int at = row * v + targets[t * batch + row];
        loss -= Math.log(p.data[at]) / (batch * window);
        p.data[at] -= 1;
        for (int j = 0; j < v; j++) {
          p.data[row * v + j] /= batch * window;
          readoutBias.gradient.data[j] += p.data[row * v + j];
        }
      }
      multAddTransA(top.h[t + 1], p, readout.gradient);
      multAdd(p, transposed, top.dh[t + 1]);
    }
    return loss;
  }

  private static void softmax(double[] x, int from, int count) {
    double max = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < count; j++) {
      max = Math.max(max, x[from + j]);
    }
    double sum = 0;
    for (int j = 0; j < count; j++) {
      x[from + j] = Math.exp(x[from + j] - max);
      sum += x[from + j];
    }
    for (int j = 0; j < count; j++) {
      x[from + j] /= sum;
    }
  }

  @Override
  public void sample(int characters) {
    throw new UnsupportedOperationException("sampling was not written on EJML");
  }

  @Override
  public void close() {
    all.clear();
  }
}
