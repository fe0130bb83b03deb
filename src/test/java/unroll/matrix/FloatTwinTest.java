package unroll.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The float kernels are the double kernels with the type replaced. Signatures stay: factors and
 * sums are double in both. After editing a double kernel run this class's main to write its twin.
 */
class FloatTwinTest {
  private static final Path SOURCES = Path.of("src/main/java/unroll/matrix");
  private static final Pattern SIGNATURE = Pattern.compile("@Override\\s+public[^{]*\\{");

  @ParameterizedTest
  @ValueSource(strings = {"Plain", "Vector", "Products", "Tiles", "Panels", "Passes"})
  void floatKernelsAreTheDoubleKernelsWithTheTypeReplaced(String kernels) throws IOException {
    String expected = twin(Files.readString(SOURCES.resolve(kernels + "Double.java")));
    String actual = Files.readString(SOURCES.resolve(kernels + "Float.java"));
    assertEquals(words(expected), words(actual), "run FloatTwinTest.main, then spotless:apply");
  }

  /** Line breaks follow from the length of the words, so they do not count. */
  private static String words(String source) {
    return source
        .replaceAll("(?m)^\\s*\\*(?!/)", "")
        .replaceAll("\\s+", "")
        .replace("**", "");
  }

  private static String twin(String source) {
    StringBuilder result = new StringBuilder();
    int from = 0;
    var signatures = SIGNATURE.matcher(source);
    while (signatures.find()) {
      result.append(replaceType(source.substring(from, signatures.start())));
      result.append(signatures.group());
      from = signatures.end();
    }
    return result.append(replaceType(source.substring(from))).toString();
  }

  private static String replaceType(String body) {
    return body.replace("64-bit", "32-bit")
        .replaceAll("\\bdouble(s?)\\b", "float$1")
        .replaceAll("Double", "Float");
  }

  public static void main(String[] arguments) throws IOException {
    for (String kernels :
        new String[] {"Plain", "Vector", "Products", "Tiles", "Panels", "Passes"}) {
      Files.writeString(
          SOURCES.resolve(kernels + "Float.java"),
          twin(Files.readString(SOURCES.resolve(kernels + "Double.java"))));
    }
  }
}
