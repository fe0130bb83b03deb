package unroll.grade.dashboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import unroll.grade.similarity.Pairs;

/** The similar pairs that lie beside results, if answers were compared. */
final class SimilarPairs {
  private SimilarPairs() {}

  static List<Dashboard.Pair> in(Path results, int most) {
    Path table = results.resolve(Pairs.FILE);
    if (!Files.exists(table)) {
      return List.of();
    }
    return Pairs.read(table).pairs().stream()
        .limit(most)
        .map(pair -> new Dashboard.Pair(pair.first(), pair.second(), pair.average()))
        .toList();
  }
}
