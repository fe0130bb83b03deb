package unroll.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The package documentation is a tour: each stop names the next, and none is left out. */
class PackageTourTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String FILE = "package-info.java";
  private static final Pattern NEXT = Pattern.compile("Next:\\s(?:\\*\\s)?\\{@link ([a-z0-9.]+)}");

  @Test
  void theTourVisitsEveryPackageOnce() throws IOException {
    List<String> visited = new ArrayList<>();
    String here = "unroll.matrix";
    while (!here.isEmpty() && !visited.contains(here)) {
      visited.add(here);
      Matcher next = NEXT.matcher(documentation(here));
      here = next.find() ? next.group(1) : "";
    }
    assertEquals("", here, "the tour comes back to a package");
    assertEquals(packages(), new TreeSet<>(visited));
    assertEquals("unroll.app", visited.get(visited.size() - 1));
  }

  private static String documentation(String name) throws IOException {
    return Files.readString(SOURCES.resolve(name.replace('.', '/')).resolve(FILE))
        .replaceAll("\\s+\\*\\s+", " ");
  }

  private static TreeSet<String> packages() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.endsWith(FILE))
          .map(file -> SOURCES.relativize(file.getParent()).toString())
          .forEach(folder -> names.add(folder.replace('/', '.').replace('\\', '.')));
    }
    return names;
  }
}
