package unroll.grade.guest;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import unroll.grade.wire.Callbacks;
import unroll.grade.wire.Contract;
import unroll.grade.wire.FrameReader;
import unroll.grade.wire.FrameWriter;
import unroll.grade.wire.Leaves;

/** Uses once what every submission will use, before a submission is waiting for it. */
final class Warming {
  // the first takes a second, the fourth a tenth of that; the rest is learned on the way
  private static final int COMPILATIONS = 4;

  private Warming() {}

  /** An interface with every kind of value. */
  interface Sample {
    /** A part and its neighbours. */
    record Part(DMatrixRMaj matrix, FMatrixRMaj floats, int[][] numbers, List<Part> parts) {}

    Part call(Part part, Map<String, double[]> map, double number, String text);
  }

  static void up(SourceCompiler compiler) {
    String source =
        """
        package warm;
        import java.util.*;
        import org.ejml.data.DMatrixRMaj;
        import org.ejml.dense.row.CommonOps_DDRM;
        class Warm {
          record Pair(DMatrixRMaj left, double right) {}
          List<Pair> pairs(DMatrixRMaj a) {
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < a.numRows; i++) pairs.add(new Pair(a.copy(), Math.exp(i)));
            CommonOps_DDRM.multAdd(a, a, pairs.get(0).left());
            return pairs.stream().filter(pair -> pair.right() > 0).toList();
          }
        }
        """;
    for (int i = 0; i < COMPILATIONS; i++) {
      compiler.compile(Map.of("Warm.java", source));
    }
  }

  static void up() {
    try {
      Contract.Call call = Contract.of(Sample.class).call(0);
      DMatrixRMaj matrix = new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}});
      CommonOps_DDRM.multAdd(matrix, matrix, matrix.copy());
      Sample.Part part = new Sample.Part(matrix, new FMatrixRMaj(2, 2), new int[2][2], List.of());
      FrameWriter out = new FrameWriter();
      call.writeArguments(out, new Object[] {part, Map.of("a", new double[1]), 1.0, "b"});
      Leaves leaves = new Leaves();
      call.readArguments(new FrameReader(out.toBytes()).within(leaves, new Callbacks()));
      leaves.writeChanges(new FrameWriter(), leaves.snapshot());
    } catch (java.io.IOException e) {
      throw new IllegalStateException("what was written cannot be read", e);
    }
  }
}
