package unroll.grade.wire;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/** A contract with every kind of value that can cross. */
public interface Sample {
  enum Colour {
    RED,
    GREEN
  }

  record Leaf(String name, DMatrixRMaj matrix) {}

  record Tree(Leaf leaf, List<Tree> branches) {}

  record Numbers(
      boolean a, byte b, char c, short d, int e, long f, float g, double h, Integer i, Double j) {}

  record Arrays(
      boolean[] a,
      byte[] b,
      char[] c,
      short[] d,
      int[] e,
      long[] f,
      float[] g,
      double[] h,
      String[] i,
      int[][] j,
      DMatrixRMaj[] k) {}

  Numbers numbers(Numbers numbers);

  Arrays arrays(Arrays arrays);

  Tree tree(Tree tree);

  Map<String, List<Colour>> map(Map<String, List<Colour>> map);

  FMatrixRMaj floats(FMatrixRMaj floats);

  void nothing(double[] changed);

  double apply(DoubleUnaryOperator function, double x);
}
