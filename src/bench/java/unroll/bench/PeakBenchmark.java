package unroll.bench;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What one core can do: multiplications with addition, ten chains of them so that none waits for
 * another, nothing loaded or stored.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class PeakBenchmark {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int CHAINS = 10;
  private static final int LENGTH = 1000;

  private float factor = 0.999f;

  /** Floating-point operations of one call in float. */
  static double floatOperations() {
    return 2.0 * CHAINS * LENGTH * FLOATS.length();
  }

  /** Floating-point operations of one call in double. */
  static double doubleOperations() {
    return 2.0 * CHAINS * LENGTH * DOUBLES.length();
  }

  /** Ten chains of floats. */
  @Benchmark
  public float peakFloat() {
    FloatVector m = FloatVector.broadcast(FLOATS, factor);
    FloatVector a = m;
    FloatVector b = m;
    FloatVector c = m;
    FloatVector d = m;
    FloatVector e = m;
    FloatVector f = m;
    FloatVector g = m;
    FloatVector h = m;
    FloatVector i = m;
    FloatVector j = m;
    for (int n = 0; n < LENGTH; n++) {
      a = a.fma(m, m);
      b = b.fma(m, m);
      c = c.fma(m, m);
      d = d.fma(m, m);
      e = e.fma(m, m);
      f = f.fma(m, m);
      g = g.fma(m, m);
      h = h.fma(m, m);
      i = i.fma(m, m);
      j = j.fma(m, m);
    }
    return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
  }

  /** Ten chains of doubles. */
  @Benchmark
  public double peakDouble() {
    DoubleVector m = DoubleVector.broadcast(DOUBLES, factor);
    DoubleVector a = m;
    DoubleVector b = m;
    DoubleVector c = m;
    DoubleVector d = m;
    DoubleVector e = m;
    DoubleVector f = m;
    DoubleVector g = m;
    DoubleVector h = m;
    DoubleVector i = m;
    DoubleVector j = m;
    for (int n = 0; n < LENGTH; n++) {
      a = a.fma(m, m);
      b = b.fma(m, m);
      c = c.fma(m, m);
      d = d.fma(m, m);
      e = e.fma(m, m);
      f = f.fma(m, m);
      g = g.fma(m, m);
      h = h.fma(m, m);
      i = i.fma(m, m);
      j = j.fma(m, m);
    }
    return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
  }
}
