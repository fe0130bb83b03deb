package unroll.grade.sandbox;

import java.nio.file.Path;
import java.util.Optional;

/** Placeholder until measured. */
final class SystemCallFilter {
  private SystemCallFilter() {}

  static Optional<Path> file() {
    return Optional.empty();
  }
}
