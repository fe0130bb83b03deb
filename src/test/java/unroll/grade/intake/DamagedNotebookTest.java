package unroll.grade.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.grade.Exercise;

/** Notebooks as students break them: mended with a notice, or refused with what to do. */
class DamagedNotebookTest {
  private static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().create();
  private static final String CLASS = "public class Mine implements Numbers {\n  int f;\n}";

  @TempDir Path folder;

  private Intake intake;

  @BeforeEach
  void makeExercise() {
    TreeMap<Integer, String> tasks = new TreeMap<>();
    tasks.put(1, "twice");
    Path home = folder.resolve("e90_numbers");
    intake =
        new Intake(new Exercise("90-numbers", "Numbers", home, home, "Numbers", "Mine", tasks));
  }

  @Test
  void wholeNotebookNeedsNoNotice() throws IOException {
    Handin handin = read(notebook("java", code("import java.util.List;"), code(CLASS)));
    assertEquals(List.of(), handin.notices());
    assertTrue(text(handin).endsWith(CLASS), handin::toString);
  }

  @Test
  void duplicatedCellsAreTakenOnceAndSaid() throws IOException {
    Handin handin = read(notebook("java", code(CLASS), code("int x;"), code(CLASS)));
    assertEquals(
        List.of("2 cells declare Mine, all alike: the last was taken, cell 3."), handin.notices());
    assertEquals(1, handin.files().size());
  }

  @Test
  void lastOfTwoDefinitionsWinsAsItDoesInTheKernel() throws IOException {
    Handin handin = read(notebook("java", code("class Mine { int old; }"), code(CLASS)));
    assertEquals(List.of("2 cells declare Mine: the last was taken, cell 2."), handin.notices());
    assertFalse(text(handin).contains("old"));
    handin = read(notebook("java", code("class Mine { int old; }\nclass Mine { int young; }")));
    assertEquals(
        List.of("A cell declares Mine 2 times: the last was taken, cell 1."), handin.notices());
    assertFalse(text(handin).contains("old"), text(handin));
    assertTrue(text(handin).contains("young"), text(handin));
  }

  @Test
  void deletedCellIsToldWithWhatIsThere() throws IOException {
    Handin handin = read(notebook("java", code("int x = 3;"), code("class Other {}")));
    assertEquals("There is no class Mine in what you handed in.", handin.refusal().orElseThrow());
    assertEquals(
        List.of(
            "No cell of a.ipynb declares Mine; they declare Other. If you deleted the cell, copy it"
                + " from the lesson, and put your answer into it."),
        handin.notices());
  }

  @Test
  void reorderedCellsStillFindTheirImportsAndHelpers() throws IOException {
    Handin handin =
        read(
            notebook(
                "java",
                code("class Mine { Helper h; List<Step> l; }"),
                code("public record Step(int i) {}\nclass Unused {}"),
                code("class Helper { class Inner {} }\nnew Mine();"),
                code("class Inner {}"),
                code("import org.ejml.data.DMatrixRMaj;")));
    assertEquals(
        List.of("Helper.java", "Mine.java", "Step.java"),
        handin.files().stream().map(SourceFile::name).sorted().toList());
    assertTrue(text(handin).contains("import org.ejml.data.DMatrixRMaj;"));
    assertTrue(handin.files().stream().noneMatch(file -> file.text().contains("Unused")));
  }

  @Test
  void onlyTheTypeOfItsFileStaysPublic() throws IOException {
    Handin handin = read(notebook("java", code("public class Extra {}\npublic class Mine {}")));
    assertTrue(text(handin).endsWith("       class Extra {}\npublic class Mine {}"), text(handin));
  }

  @Test
  void contractThatWasCopiedIsNotTaken() throws IOException {
    Handin handin = read(notebook("java", code("interface Numbers {}"), code(CLASS)));
    assertEquals(List.of("Mine.java"), handin.files().stream().map(SourceFile::name).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"markdown", "raw", "heading"})
  void retypedCellIsReadAsCode(String kind) throws IOException {
    Handin handin =
        read(notebook("java", cell("markdown", "The class Mine is yours."), cell(kind, CLASS)));
    assertEquals(
        List.of(
            "Cell 2 is no code cell; it was read as one. Make it one again: select it, press Esc,"
                + " then Y."),
        handin.notices());
    assertTrue(text(handin).endsWith(CLASS));
  }

  @Test
  void retypedCellWithAFenceKeepsItsLines() throws IOException {
    Handin handin =
        read(
            notebook("java", cell("markdown", "It's mine (see:\n```java\n" + CLASS + "\n```\nok")));
    assertEquals(CLASS.lines().toList(), text(handin).lines().toList().subList(2, 5));
  }

  @Test
  void proseAboutTheClassIsNoClass() throws IOException {
    Handin handin =
        read(
            notebook(
                "java", cell("markdown", "A class Mine { is what you write }."), code("int x;")));
    assertTrue(handin.refusal().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "python3", "julia"})
  void wrongKernelIsSaid(String language) throws IOException {
    Handin handin = read(notebook(language, code(CLASS)));
    assertTrue(handin.notices().get(0).contains("its language is " + language), handin::toString);
    assertEquals(1, handin.files().size());
  }

  @Test
  void missingMetadataAndTypesAreBorne() throws IOException {
    Handin handin = read("{\"cells\":[{\"source\":[\"class Mine {\",\"}\"]}]}");
    assertEquals(List.of(), handin.notices());
    assertTrue(text(handin).endsWith("class Mine {\n}"), text(handin));
  }

  @Test
  void nbformatThreeIsRead() throws IOException {
    Handin handin =
        read(
            "{\"metadata\":{\"name\":\"\"},\"nbformat\":3,\"worksheets\":[{\"cells\":[{\"cell_type\":"
                + "\"code\",\"collapsed\":false,\"input\":[\"class Mine {\\n\",\"}\"],"
                + "\"language\":\"python\",\"outputs\":[],\"prompt_number\":1}]}]}");
    assertTrue(handin.notices().get(0).contains("in a form of before 2015"), handin::toString);
    assertTrue(text(handin).endsWith("class Mine {\n}"));
  }

  @Test
  void truncatedNotebookGivesTheCellsBeforeTheCut() throws IOException {
    String whole = notebook("java", code(CLASS), code("int later = 1;"));
    Handin handin = read(whole.substring(0, whole.indexOf("later")));
    assertTrue(handin.notices().get(0).startsWith("a.ipynb is damaged or breaks off after cell 1"));
    assertTrue(text(handin).endsWith(CLASS));
  }

  @Test
  void mergeConflictOfTheFileIsReadAsItsFirstVersion() throws IOException {
    String whole = notebook("java", code(CLASS), code("int x;"));
    String count = "      \"execution_count\": 1,\n";
    int at = whole.indexOf(count);
    String conflict =
        "<<<<<<< HEAD\n"
            + count
            + "||||||| base\n=\n=======\n      \"execution_count\": 7\n"
            + ">>>>>>> theirs\n";
    Handin handin = read(whole.substring(0, at) + conflict + whole.substring(at + count.length()));
    assertTrue(handin.notices().get(0).contains("holds a merge that was not finished"));
    assertTrue(text(handin).endsWith(CLASS));
  }

  @Test
  void mergeConflictInTheSourceIsRefusedByItsLine() throws IOException {
    String source = "class Mine {\n<<<<<<< HEAD\nint a;\n=======\nint b;\n>>>>>>> x\n}";
    Handin handin = read(notebook("java", code(source)));
    assertEquals(
        "cell 1 of a.ipynb, line 2: a merge was not finished. Choose one of the versions between"
            + " <<<<<<< and >>>>>>>, delete the marks, and hand it in again.",
        handin.notices().get(0));
    Files.writeString(folder.resolve("Mine.java"), source);
    handin = intake.read(folder.resolve("Mine.java"));
    assertTrue(handin.notices().get(0).startsWith("Mine.java, line 2: a merge was not finished"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String s = “it’s”; // “kept”|String s = \"it’s\"; // “kept”",
        "String s = \"say “hi”\";|String s = \"say “hi”\";",
        "String s = \"half”;|String s = \"half\";",
        "char c = ‘x’;|char c = 'x';",
        "int\u00A0i = 3 – 1;\u200B|int i = 3 - 1; ",
        "/* – */ String s = \"\"\"\n  “x” \"\"\";|/* – */ String s = \"\"\"\n  “x” \"\"\";"
      })
  void typographyIsMendedWhereItIsNoText(String wrongAndRight) {
    String[] parts = wrongAndRight.split("\\|");
    assertEquals(parts[1], Mending.of(parts[0]).text());
    assertEquals(!parts[0].equals(parts[1]), Mending.of(parts[0]).isMended());
  }

  @Test
  void typographyIsSaidOnce() throws IOException {
    Handin handin = read(notebook("java", code("class Mine { String s = “a” + “b”; }")));
    assertEquals(List.of(Mending.notice("Cell 1")), handin.notices());
    assertTrue(text(handin).contains("\"a\" + \"b\""));
    Files.writeString(folder.resolve("Mine.java"), "class Mine { String s = “a”; }");
    handin = intake.read(folder.resolve("Mine.java"));
    assertTrue(handin.notices().contains(Mending.notice("Mine.java")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "|a.ipynb is empty",
        "<!DOCTYPE html><html>|a.ipynb is a web page, no notebook",
        "PK\u0003\u0004|a.ipynb is a zip archive under another name",
        "class Mine {}|a.ipynb is damaged: no cell of it can be read",
        "[]|a.ipynb is damaged: no cell of it can be read",
        "{\"metadata\": {}}|a.ipynb holds no cells",
        "{\"cells\": {\"a\": 1}}|a.ipynb holds no cells"
      })
  void whatIsNoNotebookIsRefusedByItsKind(String textAndNotice) throws IOException {
    String[] parts = textAndNotice.split("\\|");
    Handin handin = read(parts[0]);
    assertTrue(handin.notices().get(0).startsWith(parts[1]), handin::toString);
    assertEquals(
        parts[1].contains("damaged") || parts[1].contains("empty"),
        handin.notices().get(0).contains("save it, and hand it in again"));
  }

  @Test
  void nameThatABrowserHasLengthenedIsStillANotebook() throws IOException {
    Path file = folder.resolve("a.ipynb.json");
    Files.writeString(file, notebook("java", code(CLASS)));
    assertTrue(intake.read(file).refusal().isEmpty());
    file = folder.resolve("Mine.java.txt");
    Files.writeString(file, "package e90_numbers; class Mine {}");
    assertTrue(intake.read(file).refusal().isEmpty());
  }

  @Test
  void utf16IsRead() throws IOException {
    Path file = folder.resolve("a.ipynb");
    Files.write(
        file, ("\uFEFF" + notebook("java", code(CLASS))).getBytes(StandardCharsets.UTF_16LE));
    assertTrue(intake.read(file).refusal().isEmpty());
  }

  @Test
  void outputsOfFiftyMegabytesAreNeverHeld() throws Exception {
    int size = 50 << 20;
    byte[] line = "aGVsbG8sIHRoaXMgaXMgYSBwaWN0dXJl".getBytes(StandardCharsets.UTF_8);
    InputStream outputs =
        new InputStream() {
          private int given;

          @Override
          public int read() {
            return given < size ? line[given++ % line.length] : -1;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            if (given >= size) {
              return -1;
            }
            int count = Math.min(length, size - given);
            for (int i = 0; i < count; i++) {
              buffer[offset + i] = line[(given + i) % line.length];
            }
            given += count;
            return count;
          }
        };
    InputStream in =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    stream("{\"cells\":[{\"cell_type\":\"code\",\"outputs\":[{\"data\":\""),
                    outputs,
                    stream("\"}],\"source\":\"class Mine {}\"}]}"))));
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Notebook notebook = NotebookCells.of(in, "big.ipynb");
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals("class Mine {}", notebook.cells().get(0).text());
    assertTrue(allocated < size / 10, "allocated " + allocated);
  }

  /** Cuts, shuffles, wrong types and flipped bytes: whatever comes, it is read or refused. */
  @Test
  void noDamageThrowsAndEachIsToldInOneLine() throws IOException {
    Random random = new Random(8);
    int read = 0;
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      JsonObject notebook = example();
      byte[] bytes = damaged(notebook, round % 5, random);
      Path file = folder.resolve("a.ipynb");
      Files.write(file, bytes);
      Handin handin = intake.read(file);
      String shown = new String(bytes, StandardCharsets.UTF_8);
      assertEquals(handin.files().isEmpty(), handin.refusal().isPresent(), shown);
      List<String> told = new ArrayList<>(handin.notices());
      handin.refusal().ifPresent(told::add);
      for (String sentence : told) {
        assertTrue(sentence.endsWith(".") && sentence.lines().count() == 1, sentence);
      }
      assertTrue(handin.refusal().isEmpty() || told.size() > 1, told::toString);
      if (round % 5 == 0) {
        assertTrue(handin.refusal().isEmpty(), "cells in another order are an answer");
      }
      read += handin.refusal().isEmpty() ? 1 : 0;
      refused += handin.refusal().isPresent() ? 1 : 0;
    }
    assertTrue(read > 130 && refused > 40, read + " read, " + refused + " refused");
  }

  private static JsonObject example() {
    return PRETTY.fromJson(
        notebook(
            "java",
            cell("markdown", "# A title"),
            code("import java.util.List;\nint x = 3;"),
            code("class Helper {}"),
            code("class Mine { Helper h; }"),
            code("System.out.println(new Mine());")),
        JsonObject.class);
  }

  private static byte[] damaged(JsonObject notebook, int kind, Random random) {
    JsonArray cells = notebook.getAsJsonArray("cells");
    if (kind == 0) {
      List<JsonElement> shuffled = new ArrayList<>(cells.asList());
      Collections.shuffle(shuffled, random);
      JsonArray other = new JsonArray();
      shuffled.forEach(other::add);
      notebook.add("cells", other);
    }
    if (kind == 1) {
      for (int i = 0; i < 3; i++) {
        mistype(notebook, random);
      }
    }
    byte[] bytes = PRETTY.toJson(notebook).getBytes(StandardCharsets.UTF_8);
    if (kind == 2) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    if (kind == 3) {
      for (int i = 0; i < 4; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
    }
    if (kind == 4) {
      List<String> lines =
          new ArrayList<>(new String(bytes, StandardCharsets.UTF_8).lines().toList());
      for (String mark : List.of("<<<<<<< a", "=======", ">>>>>>> b")) {
        lines.add(random.nextInt(lines.size()), mark);
      }
      return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  /** Puts a value of another type somewhere. */
  private static void mistype(JsonElement at, Random random) {
    List<JsonElement> wrong =
        List.of(
            JsonNull.INSTANCE,
            new JsonPrimitive(7),
            new JsonPrimitive(true),
            new JsonPrimitive("x"),
            new JsonArray(),
            new JsonObject());
    JsonElement value = wrong.get(random.nextInt(wrong.size()));
    boolean goDeeper = random.nextInt(5) > 0;
    if (at instanceof JsonObject object && object.size() > 0) {
      String key = new ArrayList<>(object.keySet()).get(random.nextInt(object.size()));
      if (goDeeper && isNested(object.get(key))) {
        mistype(object.get(key), random);
      } else {
        object.add(key, value);
      }
    } else if (at instanceof JsonArray array && array.size() > 0) {
      int place = random.nextInt(array.size());
      if (goDeeper && isNested(array.get(place))) {
        mistype(array.get(place), random);
      } else {
        array.set(place, value);
      }
    }
  }

  private static boolean isNested(JsonElement value) {
    return value instanceof JsonObject || value instanceof JsonArray;
  }

  private Handin read(String text) throws IOException {
    return intake.read(Files.writeString(folder.resolve("a.ipynb"), text));
  }

  private static String text(Handin handin) {
    return handin.files().stream()
        .filter(file -> file.name().equals("Mine.java"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(handin.toString()))
        .text();
  }

  private static JsonObject code(String source) {
    JsonObject cell = cell("code", source);
    cell.addProperty("execution_count", 1);
    cell.add("outputs", new JsonArray());
    return cell;
  }

  private static JsonObject cell(String kind, String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", kind);
    cell.add("metadata", new JsonObject());
    JsonArray lines = new JsonArray();
    for (String line : source.split("(?<=\n)")) {
      lines.add(line);
    }
    cell.add("source", lines);
    return cell;
  }

  private static String notebook(String language, JsonObject... cells) {
    JsonObject kernel = new JsonObject();
    kernel.addProperty("name", language);
    kernel.addProperty("language", language);
    JsonObject metadata = new JsonObject();
    metadata.add("kernelspec", kernel);
    JsonObject notebook = new JsonObject();
    JsonArray list = new JsonArray();
    Arrays.stream(cells).forEach(list::add);
    notebook.add("cells", list);
    notebook.add("metadata", metadata);
    notebook.addProperty("nbformat", 4);
    return PRETTY.toJson(notebook);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
