package unroll.grade.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.grade.Exercise;

/** What students really hand in: each shape is read, mended with a notice, or refused with one. */
class IntakeTest {
  private static final String ANSWER =
      "package e90_numbers;\npublic class Mine implements Numbers {}\n";

  @TempDir Path folder;
  @TempDir Path course;

  private Intake intake;

  @BeforeEach
  void makeExercise() {
    TreeMap<Integer, String> tasks = new TreeMap<>();
    tasks.put(1, "twice");
    Path home = course.resolve("e90_numbers");
    intake =
        new Intake(new Exercise("90-numbers", "Numbers", home, home, "Numbers", "Mine", tasks));
  }

  @Test
  void fileIsReadUnderTheNameOfItsClass() throws IOException {
    Handin handin = read(write("anna_final(2).java", ANSWER));
    assertEquals("anna_final(2).java", handin.id());
    assertEquals(
        List.of(new SourceFile("Mine.java", "anna_final(2).java", ANSWER, 0)), handin.files());
    assertEquals(List.of(), handin.notices());
  }

  @Test
  void folderMayBeNestedAndHoldOtherFiles() throws IOException {
    write("anna/hand-in/src/Mine.java", ANSWER);
    write("anna/hand-in/src/Extra.java", "package e90_numbers;\nclass Extra {}");
    write("anna/hand-in/src/Numbers.java", "package e90_numbers;\npublic interface Numbers {}");
    write("anna/hand-in/src/NumbersTest.java", "package e90_numbers;\nclass NumbersTest {}");
    write("anna/hand-in/notes.txt", "hello");
    write("anna/hand-in/target/Mine.java", "not this one");
    assertEquals(List.of("Extra.java", "Mine.java"), names(read(folder.resolve("anna"))));
  }

  @Test
  void wholeCourseIsTakenForTheExercisesFolder() throws IOException {
    write("anna/exercises/e90_numbers/Mine.java", ANSWER);
    write("anna/exercises/e91_other/Mine.java", "package e91_other; public class Mine { }");
    write("anna/src/Tool.java", "package tool; class Tool {}");
    Handin handin = read(folder.resolve("anna"));
    assertEquals(List.of("Mine.java"), names(handin));
    assertTrue(handin.notices().get(0).startsWith("Left out"), handin::toString);
    assertTrue(handin.notices().get(0).contains("anna") || handin.notices().get(0).contains("src"));
  }

  @Test
  void zipIsReadAndItsMacClutterIsNot() throws IOException {
    Path zip = zip("anna.zip", "anna/Mine.java", ANSWER, "__MACOSX/anna/._Mine.java", "\0\0binary");
    assertEquals(List.of("Mine.java"), names(read(zip)));
    assertEquals(List.of(), read(zip).notices());
  }

  @Test
  void zipInAFolderIsReadAsMoodlePacksIt() throws IOException {
    Files.createDirectories(folder.resolve("Anna_42_file"));
    Files.copy(
        zip("mine.zip", "Mine.java", ANSWER), folder.resolve("Anna_42_file").resolve("mine.zip"));
    assertEquals(List.of("Mine.java"), names(read(folder.resolve("Anna_42_file"))));
  }

  @Test
  void zipInAZipIsReadOnceOnly() throws IOException {
    byte[] inner = Files.readAllBytes(zip("inner.zip", "Mine.java", ANSWER));
    Path middle = zipOf("middle.zip", "inner.zip", inner);
    assertEquals(List.of("Mine.java"), names(read(middle)));
    Path outer = zipOf("outer.zip", "middle.zip", Files.readAllBytes(middle));
    assertTrue(
        read(outer).notices().get(0).contains("an archive in an archive in an archive"),
        () -> read(outer).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../Mine.java", "/etc/Mine.java", "C:\\Mine.java", "a/../../Mine.java"})
  void pathThatLeadsOutOfTheArchiveIsLeftOut(String path) throws IOException {
    Handin handin = read(zip("evil.zip", path, ANSWER));
    assertEquals(List.of(), handin.files());
    assertTrue(handin.notices().get(0).contains("leads out of the archive"), handin::toString);
    assertEquals(
        List.of("evil.zip"),
        Intake.entries(folder).stream().map(p -> p.getFileName().toString()).toList());
  }

  @Test
  void zipBombIsNotUnpacked() throws IOException {
    byte[] zeros = new byte[1 << 20];
    Path bomb = folder.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb))) {
      for (int i = 0; i < 5; i++) {
        out.putNextEntry(new ZipEntry("n" + i + ".ipynb"));
        for (int mb = 0; mb < 65; mb++) {
          out.write(zeros);
        }
      }
    }
    assertTrue(Files.size(bomb) < 1 << 20, "a bomb is small");
    assertEquals(
        "bomb.zip unpacks to more than 160 MB: hand in less.", read(bomb).refusal().orElseThrow());
  }

  @Test
  void archiveOfCountlessFilesIsRefused() throws IOException {
    Path many = folder.resolve("many.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(many))) {
      for (int i = 0; i <= Limits.ENTRIES; i++) {
        out.putNextEntry(new ZipEntry("d" + i + "/"));
      }
    }
    assertTrue(read(many).refusal().orElseThrow().startsWith("There are more than 20000 files"));
  }

  @Test
  void damagedZipIsRefused() throws IOException {
    Path zip = write("broken.zip", "PK\3\4 and then nothing");
    assertEquals(
        "broken.zip is damaged or no .zip archive: pack it again.",
        read(zip).refusal().orElseThrow());
  }

  @Test
  void otherArchivesAndDocumentsAreRefusedByName() throws IOException {
    assertEquals(
        "anna.rar cannot be read: hand in a .java file, a notebook, a folder or a .zip archive.",
        read(write("anna.rar", "Rar!")).refusal().orElseThrow());
  }

  @Test
  void symbolicLinksAreNeverFollowed() throws IOException {
    Path secret = write(".elsewhere/Mine.java", ANSWER);
    Path link = folder.resolve("anna.java");
    Files.createSymbolicLink(link, secret);
    assertEquals(
        "anna.java is a symbolic link: hand in the file itself.",
        read(link).refusal().orElseThrow());
    Files.createDirectory(folder.resolve("bob"));
    Files.createSymbolicLink(folder.resolve("bob").resolve("Mine.java"), secret);
    Files.createSymbolicLink(folder.resolve("bob").resolve("all"), secret.getParent());
    Handin handin = read(folder.resolve("bob"));
    assertEquals(List.of(), handin.files());
    assertTrue(handin.notices().get(0).startsWith("Mine.java is a symbolic link"));
  }

  @Test
  void namedPipeIsNotOpened() throws Exception {
    Path pipe = folder.resolve("pipe.java");
    Process made;
    try {
      made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "no mkfifo here");
      return;
    }
    assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0);
    assertEquals("pipe.java is neither a file nor a folder.", read(pipe).refusal().orElseThrow());
  }

  @Test
  void fileThatIsGoneIsRefused() {
    assertEquals(
        "gone.java cannot be read: no such file.",
        read(folder.resolve("gone.java")).refusal().orElseThrow());
  }

  @Test
  void hugeFileIsRefusedUnread() throws IOException {
    Path huge = folder.resolve("Mine.java");
    try (OutputStream out = Files.newOutputStream(huge)) {
      byte[] blanks = new byte[1 << 20];
      Arrays.fill(blanks, (byte) ' ');
      for (int mb = 0; mb < 5; mb++) {
        out.write(blanks);
      }
    }
    assertEquals(
        "Mine.java is larger than 256 kB, the most that is read.",
        read(huge).refusal().orElseThrow());
  }

  @Test
  void binaryFileIsRefusedByItsKind() throws IOException {
    Path classFile = folder.resolve("Mine.java");
    Files.write(classFile, new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0});
    Handin handin = read(classFile);
    assertTrue(handin.refusal().isPresent());
    assertEquals(
        List.of("Mine.java is a compiled class, not Java source: hand in the text."),
        handin.notices());
  }

  @Test
  void byteOrderMarkIsTakenOff() throws IOException {
    Handin handin = read(write("Mine.java", "\uFEFF" + ANSWER));
    assertEquals(ANSWER, handin.files().get(0).text());
    assertEquals(List.of(), handin.notices());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "ISO-8859-1"})
  void otherEncodingsAreReadAndSaid(String encoding) throws IOException {
    Path file = folder.resolve("Mine.java");
    String text = ANSWER + "// M\u00fcller\n";
    boolean mark = encoding.startsWith("UTF-16");
    Files.write(file, ((mark ? "\uFEFF" : "") + text).getBytes(Charset.forName(encoding)));
    Handin handin = read(file);
    assertEquals(text, handin.files().get(0).text());
    assertTrue(handin.notices().get(0).startsWith("Mine.java is not UTF-8. It was read as "));
  }

  @Test
  void wrongPackageIsMendedOnItsLine() throws IOException {
    Handin handin =
        read(write("Mine.java", "// mine\npackage de.anna;\nimport x.Y;\nclass Mine {}"));
    assertEquals(
        "// mine\npackage e90_numbers;\nimport x.Y;\nclass Mine {}", handin.files().get(0).text());
    assertEquals(
        List.of(
            "Mine.java is in the package de.anna; it was marked as if it began with \"package"
                + " e90_numbers;\"."),
        handin.notices());
  }

  @Test
  void missingPackageIsMendedWithoutMovingALine() throws IOException {
    Handin handin = read(write("Mine.java", "import x.Y;\nclass Mine {}"));
    assertEquals("package e90_numbers; import x.Y;\nclass Mine {}", handin.files().get(0).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"org.junit.jupiter.api", "java.lang", "unroll.grade", "org.approvaltests"})
  void packageOfALibraryIsRefused(String name) throws IOException {
    Handin handin = read(write("Mine.java", "package " + name + ";\nclass Mine {}"));
    assertTrue(handin.refusal().orElseThrow().contains("belongs to the kit or to Java"));
  }

  @Test
  void missingClassIsToldWithWhatThereIs() throws IOException {
    Handin handin = read(write("Mine.java", "package e90_numbers; public class Mien {}"));
    assertEquals("There is no class Mine in what you handed in.", handin.refusal().orElseThrow());
    assertEquals(List.of("Found instead: Mien."), handin.notices());
  }

  @Test
  void classNameInACommentOrAStringIsNoClass() throws IOException {
    Handin handin =
        read(write("a.java", "// class Mine {}\nclass A { String s = \"} class Mine {\"; }"));
    assertEquals(List.of("Found instead: A."), handin.notices());
  }

  @Test
  void twoFilesThatDeclareTheClassAreRefusedUnlessAlike() throws IOException {
    write("anna/Mine.java", ANSWER);
    write("anna/copy/Mine.java", ANSWER);
    assertEquals(List.of("Mine.java"), names(read(folder.resolve("anna"))));
    write("anna/old/Mine.java", ANSWER + "// older");
    assertTrue(
        read(folder.resolve("anna")).refusal().orElseThrow().startsWith("Several files declare"));
  }

  @Test
  void classThatIsNotClosedIsLeftToTheCompiler() throws IOException {
    assertEquals(List.of("Mine.java"), names(read(write("Mine.java", "class Mine { void f() {"))));
  }

  @Test
  void notebooksClassCellIsTakenWithItsImportsAndItsLines() throws IOException {
    Handin handin =
        read(
            notebook(
                "anna.ipynb",
                "import org.ejml.data.DMatrixRMaj;\nint x = 3;",
                "// first try\nclass Mine {}",
                "System.out.println(x);\npublic static class Mine {\n  int f() { return 1; }\n}\n"
                    + "check(new Mine());"));
    SourceFile file = handin.files().get(0);
    assertEquals("cell 3 of anna.ipynb", file.origin());
    List<String> lines = file.text().lines().toList();
    assertTrue(lines.get(0).startsWith("package e90_numbers; import java.io.*;"), lines::toString);
    assertTrue(lines.get(0).contains("import org.ejml.data.DMatrixRMaj;"), lines::toString);
    assertEquals("public        class Mine {", lines.get(1));
    assertEquals("  int f() { return 1; }", lines.get(2));
    assertEquals("", lines.get(4).strip());
    assertEquals(List.of("2 cells declare Mine: the last was taken, cell 3."), handin.notices());
  }

  @Test
  void taggedCellComesAlong() throws IOException {
    String cells =
        """
        {"cells": [
          {"cell_type": "code", "metadata": {"tags": ["90-numbers"]}, "source": ["class Helper", "{}"],
           "outputs": [{"data": {"image/png": "xxxx"}}]},
          {"cell_type": "code", "metadata": {}, "source": "class Other {}"},
          {"cell_type": "markdown", "metadata": {}, "source": "class Mine {}"},
          {"cell_type": "code", "metadata": {}, "source": "class Mine {}"}],
         "nbformat": 4}
        """;
    assertEquals(List.of("Helper.java", "Mine.java"), names(read(write("anna.ipynb", cells))));
  }

  @Test
  void damagedNotebookIsRefused() throws IOException {
    Handin handin = read(write("anna.ipynb", "{\"cells\": [{\"cell_type\": \"code\""));
    assertTrue(handin.refusal().isPresent());
    assertEquals(
        List.of(
            "anna.ipynb is damaged: no cell of it can be read. Open it in Jupyter, save it, and"
                + " hand it in again."),
        handin.notices());
  }

  @Test
  void notebookNestedBeyondReasonIsRefused() throws IOException {
    Handin handin = read(write("deep.ipynb", "{\"cells\":" + "[".repeat(200_000)));
    assertTrue(handin.refusal().isPresent(), handin::toString);
  }

  @Test
  void textOfBracesOnlyIsReadInNoTime() throws IOException {
    Handin handin = read(write("Mine.java", "{(".repeat(60_000) + "@A".repeat(30_000)));
    assertEquals("There is no class Mine in what you handed in.", handin.refusal().orElseThrow());
  }

  @Test
  void entriesOfAFolderAreSubmissionsButForClutter() throws IOException {
    write("b.java", ANSWER);
    write("a.zip", "");
    write(".DS_Store", "");
    write("__MACOSX/x", "");
    write("c/Mine.java", ANSWER);
    assertEquals(
        List.of("a.zip", "b.java", "c"),
        Intake.entries(folder).stream().map(p -> p.getFileName().toString()).toList());
  }

  private Handin read(Path entry) {
    Handin handin = intake.read(entry);
    assertEquals(handin.files().isEmpty(), handin.refusal().isPresent(), handin::toString);
    assertFalse(handin.refusal().filter(String::isBlank).isPresent());
    return handin;
  }

  private static List<String> names(Handin handin) {
    assertTrue(handin.refusal().isEmpty(), handin::toString);
    return handin.files().stream().map(SourceFile::name).sorted().toList();
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path zip(String name, String... namesAndTexts) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(namesAndTexts[i]));
        out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private Path zipOf(String name, String entry, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(entry));
      out.write(bytes);
    }
    return file;
  }

  private Path notebook(String name, String... sources) throws IOException {
    return write(
        name,
        Stream.of(sources)
            .map(source -> "{\"cell_type\":\"code\",\"source\":\"" + json(source) + "\"}")
            .collect(Collectors.joining(",", "{\"cells\":[", "]}")));
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
