package unroll.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unroll.kernel.NotebookFile;
import unroll.kernel.OutputComparison;

/**
 * Runs the recipes of the cookbook as they stand on its page: each is compiled, its {@code assert}s
 * must hold, and it must print what the page shows under it.
 */
class CookbookTest {
  private static final Path PAGE = Path.of("src/cookbook.md");

  /** As for the lessons: training amplifies the last bit, which differs between processors. */
  private static final double TOLERANCE = 0.05;

  /** Said of a result on the page that no two machines share, such as drawn text. */
  private static final String VARIES = "varies";

  /** A block between fences: its language, what else is said of it, and its text. */
  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^(?:## (?<title>[^\\n]+)|```(?<kind>[^\\n]*)\\n(?<text>.*?)^```)$");

  @TempDir private static Path classes;
  private static URLClassLoader loader;
  private static Locale locale;

  /** One recipe: the code, and what the page shows as its result. */
  private record Recipe(String title, String code, String shown, boolean varies) {
    String className() {
      return "Recipe" + Math.abs(title.hashCode());
    }

    String source(String imports) {
      return imports
          + "public final class "
          + className()
          + " { public static void run() throws Exception {\n"
          + code
          + "}}\n";
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static List<Recipe> recipes() throws IOException {
    List<Recipe> recipes = new ArrayList<>();
    String title = "";
    String code = "";
    for (MatchResult block : BLOCK.matcher(Files.readString(PAGE)).results().toList()) {
      String kind = block.group(2) == null ? "" : block.group(2).strip();
      if (block.group(1) != null) {
        title = block.group(1);
      } else if (kind.equals("java")) {
        code = block.group(3);
      } else if (kind.startsWith("text")) {
        recipes.add(new Recipe(title, code, block.group(3), kind.endsWith(VARIES)));
        code = "";
      }
    }
    return recipes;
  }

  private static String imports() throws IOException {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .filter(block -> "java imports".equals(block.group(2)))
        .findFirst()
        .orElseThrow()
        .group(3);
  }

  @BeforeAll
  static void compile() throws IOException {
    locale = Locale.getDefault();
    Locale.setDefault(Locale.ROOT);
    List<JavaFileObject> sources = new ArrayList<>();
    for (Recipe recipe : recipes()) {
      String source = recipe.source(imports());
      URI name = URI.create("memory:///" + recipe.className() + ".java");
      sources.add(
          new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
              return source;
            }
          });
    }
    StringWriter complaints = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            String.join(
                File.pathSeparator,
                System.getProperty("java.class.path"),
                System.getProperty("surefire.test.class.path", "")));
    boolean compiled = compiler.getTask(complaints, null, null, options, null, sources).call();
    assertTrue(compiled, complaints::toString);
    loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, CookbookTest.class.getClassLoader());
    loader.setDefaultAssertionStatus(true);
  }

  @AfterAll
  static void close() throws IOException {
    Locale.setDefault(locale);
    loader.close();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void holdsItsClaimAndPrintsWhatThePageShows(Recipe recipe) throws Exception {
    String printed = run(recipe);
    List<OutputComparison.Difference> differences =
        recipe.varies()
            ? List.of()
            : OutputComparison.withTolerance(TOLERANCE)
                .differences(notebook(recipe.shown()), notebook(printed));
    assertEquals(List.of(), differences, () -> "it prints\n" + printed);
  }

  private static String run(Recipe recipe) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      loader.loadClass(recipe.className()).getMethod("run").invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError(
          "the claim of \"" + recipe + "\" does not hold: " + e.getCause() + "\n" + printed,
          e.getCause());
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** A notebook of one cell that has printed a text: what the comparison compares. */
  private static NotebookFile notebook(String printed) throws IOException {
    Map<String, ?> stream =
        Map.of("output_type", "stream", "name", "stdout", "text", List.of(printed));
    Map<String, ?> cell =
        Map.of(
            "cell_type", "code",
            "execution_count", 1,
            "metadata", Map.of(),
            "outputs", List.of(stream),
            "source", List.of());
    return NotebookFile.parse(
        new Gson()
            .toJson(
                Map.of(
                    "cells",
                    List.of(cell),
                    "metadata",
                    Map.of(),
                    "nbformat",
                    4,
                    "nbformat_minor",
                    5)));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void makesAClaim(Recipe recipe) {
    assertTrue(recipe.code().contains("assert "), () -> recipe + " asserts nothing");
  }

  @Test
  void everyBlockOfCodeIsARecipeWithItsResult() throws IOException {
    long blocks =
        Pattern.compile("(?m)^```java$").matcher(Files.readString(PAGE)).results().count();
    assertEquals(blocks, recipes().size());
  }

  @Test
  void everyRecipeIsInTheListAtTheTop() throws IOException {
    String page = Files.readString(PAGE);
    List<String> missing =
        recipes().stream()
            .map(recipe -> "(#" + anchor(recipe.title()) + ")")
            .filter(link -> !page.contains(link))
            .toList();
    assertEquals(List.of(), missing);
  }

  /** As code hosts make one of a heading. */
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
