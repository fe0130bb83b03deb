package unroll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputComparisonTest {
  private static NotebookFile printing(String... outputs) {
    List<JsonObject> parsed =
        Stream.of(outputs).map(o -> JsonParser.parseString(o).getAsJsonObject()).toList();
    return Notebooks.of("1").withOutputs(0, 1, parsed);
  }

  private static NotebookFile text(String text) {
    JsonObject stream = new JsonObject();
    stream.addProperty("output_type", "stream");
    stream.addProperty("name", "stdout");
    stream.addProperty("text", text);
    return printing(stream.toString());
  }

  private static List<OutputComparison.Difference> compare(String stored, String fresh) {
    return OutputComparison.withTolerance(1e-3).differences(text(stored), text(fresh));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loss 1.2345          | loss 1.2346
          loss    1.5          | loss 1.5
          took 1.2 s           | took 98.1 s
          35 ms a step         | 4 ms a step
          at 12:03:11          | at 3:14:15
          12,345 chars/s       | 801 chars/s
          230 steps per second | 5 steps per second
          left 1:02            | left 0:03
          9.1 GFLOP/s          | 101 GFLOP/s
          [1, 2.0001]          | [1, 2.0000]
          1e-3                 | 0.001
          -0.0                 | 0.0
          off by 1.7e-16       | off by 2.8e-16
          """)
  void agree(String stored, String fresh) {
    assertEquals(List.of(), compare(stored, fresh));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loss 1.23  | loss 1.24
          loss 1     | cost 1
          3 hidden   | 4 hidden
          -1         | 1
          NaN        | 1.0
          a b        | a b c
          5 symbols  | 6 symbols
          at 1e-7    | at 2e-7
          """)
  void differ(String stored, String fresh) {
    assertEquals(1, compare(stored, fresh).size());
  }

  @Test
  void differenceNamesCellAndLine() {
    assertEquals(
        "cell 1, output line 2: stored \"b 1\", now \"b 2\"",
        compare("a\nb 1\n", "a\nb 2\n").get(0).toString());
  }

  @Test
  void missingLinesAreTold() {
    assertTrue(compare("a\nb\n", "a\n").get(0).what().contains("2 lines"));
  }

  private static final String PICTURE =
      "{'output_type':'display_data','metadata':{},'data':{'image/png':'%s','text/plain':['fig']}}";

  @Test
  void picturesMayChange() {
    assertEquals(
        List.of(),
        OutputComparison.withTolerance(0)
            .differences(printing(PICTURE.formatted("AAAA")), printing(PICTURE.formatted("BBBB"))));
  }

  @Test
  void picturesMayNotVanish() {
    String without = "{'output_type':'display_data','metadata':{},'data':{'text/plain':['fig']}}";
    assertTrue(
        OutputComparison.withTolerance(0)
            .differences(printing(PICTURE.formatted("AAAA")), printing(without))
            .get(0)
            .what()
            .contains("image/png"));
  }

  @Test
  void otherNumberOfCellsIsADifference() {
    assertEquals(
        1,
        OutputComparison.withTolerance(0)
            .differences(Notebooks.of("1"), Notebooks.of("1", "2"))
            .size());
  }

  @Test
  void toleranceBelowZeroIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> OutputComparison.withTolerance(-1));
  }
}
