package unroll.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type and member of the kit is documented. */
class DocumentationTest {
  private static final Path SOURCES = Path.of("src/main/java");

  @Test
  void everyPublicNameIsDocumented(@TempDir Path folder) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xdoclint:all",
                "-quiet",
                "-public",
                "--add-modules",
                "jdk.incubator.vector",
                "-encoding",
                "UTF-8",
                "-Xmaxwarns",
                "1000",
                "-classpath",
                System.getProperty("java.class.path"),
                // else it also reads what lies as a resource beside the classes
                "-sourcepath",
                SOURCES.toString(),
                "-d",
                folder.toString()));
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int status =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new));
    List<String> complaints =
        said.toString()
            .lines()
            .filter(line -> line.startsWith(SOURCES.toString()) && line.contains("warning:"))
            .filter(line -> !isCompactConstructor(line))
            .toList();
    assertEquals(List.of(), complaints);
    assertEquals(0, status, said.toString());
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> folders = Files.walk(SOURCES)) {
      List<Path> silent =
          folders
              .filter(Files::isDirectory)
              .filter(
                  folder ->
                      hasClasses(folder) && !Files.exists(folder.resolve("package-info.java")))
              .toList();
      assertEquals(List.of(), silent);
    }
  }

  @Test
  void noClassIsLongWithoutAReason() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        int lines = Files.readAllLines(file).size();
        int limit = LONGER.contains(file.getFileName().toString()) ? 600 : 400;
        assertTrue(lines <= limit, file + " has " + lines + " lines, more than " + limit);
      }
    }
  }

  /**
   * One file a provider a precision, so that a kernel and its neighbours are found in one place.
   */
  private static final List<String> LONGER =
      List.of(
          "Kernels.java",
          "PassesDouble.java",
          "PassesFloat.java",
          "Value.java",
          "PlainDouble.java",
          "PlainFloat.java",
          "TilesDouble.java",
          "TilesFloat.java",
          "VectorDouble.java",
          "VectorFloat.java");

  /**
   * JDK 17 wants a record's parameters told again at its compact constructor; we tell them once.
   */
  private static boolean isCompactConstructor(String complaint) {
    Matcher place = Pattern.compile("(.*\\.java):(\\d+): warning: no @param").matcher(complaint);
    if (!place.lookingAt()) {
      return false;
    }
    try {
      String line =
          Files.readAllLines(Path.of(place.group(1))).get(Integer.parseInt(place.group(2)) - 1);
      return line.strip().matches("public \\w+ \\{");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean hasClasses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
