package unroll.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NotebookRunnerTest {
  private static List<JsonObject> outputs(int cell, String... cells) {
    NotebookRun run = NotebookRunner.run(Notebooks.of(cells));
    return run.notebook().cells().get(cell).outputs();
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void printedLinesAreOneStream() {
    assertEquals(
        List.of(
            json("{'name':'stdout','output_type':'stream','text':['one\\n','two\\n','three']}")),
        outputs(
            0,
            "System.out.println(\"one\");\nSystem.out.println(\"two\");\nSystem.out.print(\"three\");"));
  }

  @Test
  void standardErrorIsItsOwnStream() {
    assertEquals(
        "stderr", outputs(0, "System.err.println(\"oh\");").get(0).get("name").getAsString());
  }

  @Test
  void charactersBeyondAsciiArePrintedWhole() {
    assertEquals(
        "[\"∂é𝛼\\n\"]", outputs(0, "System.out.println(\"∂é𝛼\");").get(0).get("text").toString());
  }

  @Test
  void threadOfACellPrintsIntoIt() {
    assertTrue(
        outputs(
                0,
                "Thread t = new Thread(() -> System.out.println(\"from afar\"));\nt.start();\nt.join();")
            .toString()
            .contains("from afar"));
  }

  @Test
  void valueIsStoredAsResult() {
    assertEquals(
        List.of(
            json(
                "{'data':{'text/plain':['3']},'execution_count':2,'metadata':{},'output_type':'execute_result'}")),
        outputs(1, "int a = 1;", "a + 2"));
  }

  @Test
  void markupInAValueStaysText() {
    JsonObject data = outputs(0, "\"<b>\"").get(0).getAsJsonObject("data");
    assertEquals(json("{'text/plain':['<b>']}"), data);
  }

  @Test
  void arrayIsShownWithItsElements() {
    assertTrue(
        outputs(0, "new double[][] {{1, 2}, {3, 4}}")
            .toString()
            .contains("[[1.0, 2.0], [3.0, 4.0]]"));
  }

  @Test
  void displayCarriesItsMediaType() {
    JsonObject data =
        outputs(0, "display(\"<b>x</b>\", \"text/html\");").get(0).getAsJsonObject("data");
    assertEquals("[\"<b>x</b>\"]", data.get("text/html").toString());
  }

  @Test
  void imageIsShownAsPng() {
    JsonObject data =
        outputs(0, "display(new java.awt.image.BufferedImage(2, 2, 1));")
            .get(0)
            .getAsJsonObject("data");
    assertTrue(data.get("image/png").getAsString().startsWith("iVBOR"));
  }

  @Test
  void updateReplacesInPlace() {
    List<JsonObject> outputs =
        outputs(
            0,
            "String id = display(\"one\");\nSystem.out.println(\"between\");\nupdateDisplay(id, \"two\");");
    assertEquals("[\"two\"]", outputs.get(0).getAsJsonObject("data").get("text/plain").toString());
  }

  @Test
  void updateAddsNoOutput() {
    assertEquals(1, outputs(0, "updateDisplay(display(\"one\"), \"two\");").size());
  }

  @Test
  void laterCellUpdatesAnEarlierDisplay() {
    assertTrue(
        outputs(0, "String id = display(\"one\");", "updateDisplay(id, \"two\");")
            .toString()
            .contains("two"));
  }

  @Test
  void clearedOutputIsGone() {
    assertEquals(
        1,
        outputs(
                0,
                "System.out.println(1);\nunroll.kernel.Displays.clear(true);\nSystem.out.println(2);")
            .get(0)
            .getAsJsonArray("text")
            .size());
  }

  @Test
  void failureNamesCellAndLine() {
    NotebookRun run = NotebookRunner.run(Notebooks.of("int z = 0;", "int a = 1;\nint b = a / z;"));
    assertEquals(
        "cell 2, line 2: java.lang.ArithmeticException: / by zero",
        run.failure().orElseThrow().describe());
  }

  @Test
  void cellsAfterAFailureDoNotRun() {
    assertEquals(List.of(), outputs(1, "int a = 1 / 0;", "System.out.println(1);"));
  }

  @Test
  void cellThatMayFailDoesNotEndTheRun() {
    String notebook =
        Notebooks.of("throw new RuntimeException();", "1")
            .toJson()
            .replaceFirst("\"metadata\": \\{}", "\"metadata\": {\"tags\":[\"raises-exception\"]}");
    assertTrue(NotebookRunner.run(Notebooks.parse(notebook)).failure().isEmpty());
  }

  @Test
  void cellsStartFromNothing() {
    NotebookRunner.run(Notebooks.of("int leftover = 1;"));
    assertTrue(NotebookRunner.run(Notebooks.of("leftover")).failure().isPresent());
  }

  @Test
  void listenerHearsOfEachCodeCell() {
    List<String> heard = new ArrayList<>();
    NotebookRunner.withListener((number, total) -> heard.add(number + "/" + total))
        .start(Notebooks.of("1", "2"));
    assertEquals(List.of("1/2", "2/2"), heard);
  }

  @Test
  void standardOutputIsGivenBack() {
    PrintStream before = System.out;
    NotebookRunner.run(Notebooks.of("System.out.println(1);"));
    assertSame(before, System.out);
  }

  @Test
  void sinkIsGivenBack() {
    NotebookRunner.run(Notebooks.of("1"));
    assertTrue(Displays.current().isEmpty());
  }

  @Test
  void interruptEndsTheRun() throws InterruptedException {
    NotebookRunner runner = NotebookRunner.withListener((number, total) -> {});
    Thread user =
        new Thread(
            () -> {
              try {
                Thread.sleep(2500);
                runner.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    user.start();
    NotebookRun run = runner.start(Notebooks.of("Thread.sleep(40000);", "1"));
    user.join();
    assertTrue(run.time().compareTo(Duration.ofSeconds(30)) < 0);
  }
}
