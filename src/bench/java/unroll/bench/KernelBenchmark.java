package unroll.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_FDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import unroll.matrix.Kernels;
import unroll.matrix.Matrix;
import unroll.matrix.Packed;
import unroll.matrix.Precision;

/** The products of a training step on one thread, and EJML's beside them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class KernelBenchmark {
  /** Of the numbers. */
  @Param({"FLOAT", "DOUBLE"})
  public Precision precision;

  /** Rows of the left, what is summed over, columns of the right. */
  @Param({"50x128x512", "64x256x1024", "50x512x2048"})
  public String size;

  private Kernels kernels;
  private Matrix a;
  private Matrix b;
  private Matrix c;
  private Matrix wide;
  private Packed packed;
  private Runnable ejml;

  /** Makes the matrices. */
  @Setup
  public void make() {
    String[] sides = size.split("x");
    int m = Integer.parseInt(sides[0]);
    int k = Integer.parseInt(sides[1]);
    int n = Integer.parseInt(sides[2]);
    a = random(m, k);
    b = random(k, n);
    c = random(m, n);
    wide = random(k, n);
    kernels = a.kernels();
    packed = kernels.pack(b, m);
    if (precision == Precision.DOUBLE) {
      DMatrixRMaj x = a.toEjml();
      DMatrixRMaj y = b.toEjml();
      DMatrixRMaj z = new DMatrixRMaj(m, n);
      ejml = () -> CommonOps_DDRM.mult(x, y, z);
    } else {
      FMatrixRMaj x = narrow(a.toEjml());
      FMatrixRMaj y = narrow(b.toEjml());
      FMatrixRMaj z = new FMatrixRMaj(m, n);
      ejml = () -> CommonOps_FDRM.mult(x, y, z);
    }
  }

  private static FMatrixRMaj narrow(DMatrixRMaj wide) {
    FMatrixRMaj narrow = new FMatrixRMaj(wide.numRows, wide.numCols);
    for (int i = 0; i < wide.data.length; i++) {
      narrow.data[i] = (float) wide.data[i];
    }
    return narrow;
  }

  private Matrix random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 31L + columns);
    Matrix matrix = Matrix.zeros(precision, rows, columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        matrix.set(row, column, 1e-3 * (random.nextDouble() - 0.5));
      }
    }
    return matrix;
  }

  /** A step of an LSTM: the state times recurrent weights that were laid out once. */
  @Benchmark
  public void packedProduct() {
    kernels.addProduct(a, packed, c);
  }

  /** The same of matrices as they are. */
  @Benchmark
  public void product() {
    kernels.addProduct(a, b, c);
  }

  /** A weight gradient. */
  @Benchmark
  public void transposedProduct() {
    kernels.addProductLeftTransposed(a, c, wide);
  }

  /** EJML's. */
  @Benchmark
  public void ejmlProduct() {
    ejml.run();
  }
}
