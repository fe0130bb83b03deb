package unroll.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was measured so far; a report may be written of it at any moment, from any thread. */
final class Results {
  private final Map<String, Map<String, Measured>> shapes = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private final Map<String, String> versions = new LinkedHashMap<>();
  private final List<String> kernels = new ArrayList<>();
  private final List<CurvePoint> curve = new ArrayList<>();

  /** One contender on one shape: characters a second of every round, and the losses. */
  record Measured(String title, List<Double> training, List<Double> sampling, double[] losses) {
    static double median(List<Double> rates) {
      List<Double> sorted = rates.stream().sorted().toList();
      int n = sorted.size();
      return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }
  }

  /** A training step at one size of a sweep. */
  record CurvePoint(String along, int value, String title, double charactersPerSecond, int step) {}

  synchronized Measured of(Shape shape, Contender contender) {
    return shapes
        .computeIfAbsent(shape.name(), name -> new LinkedHashMap<>())
        .computeIfAbsent(
            contender.name(),
            name ->
                new Measured(
                    contender.title(),
                    new CopyOnWriteArrayList<>(),
                    new CopyOnWriteArrayList<>(),
                    new double[Bench.LOSSES]));
  }

  synchronized Map<String, Measured> of(Shape shape) {
    return new LinkedHashMap<>(shapes.getOrDefault(shape.name(), Map.of()));
  }

  /** Notes that somebody could not be measured; the first reason is kept. */
  synchronized boolean isMissing(Contender contender, String where, String why) {
    return missing.putIfAbsent(contender.title() + (where.isEmpty() ? "" : ", " + where), why)
        == null;
  }

  synchronized Map<String, String> missing() {
    return new LinkedHashMap<>(missing);
  }

  synchronized void version(Contender contender, String version) {
    versions.put(contender.title(), version);
  }

  synchronized Map<String, String> versions() {
    return new LinkedHashMap<>(versions);
  }

  synchronized void kernel(String row) {
    kernels.add(row);
  }

  synchronized List<String> kernels() {
    return List.copyOf(kernels);
  }

  synchronized void point(CurvePoint point) {
    curve.add(point);
  }

  synchronized List<CurvePoint> curve() {
    return List.copyOf(curve);
  }
}
