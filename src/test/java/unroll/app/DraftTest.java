package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path written(Draft draft) throws IOException {
    return Files.writeString(draft.folder().resolve("new.txt"), "new");
  }

  @Test
  void draftThatWasNotMovedIsGone() throws IOException {
    try (Draft draft = Draft.in(folder, "site")) {
      written(draft);
      Files.writeString(draft.beside("log"), "notes");
    }
    assertEquals(List.of(), names());
  }

  @Test
  void onlyTheDraftIsLeftOfAReplacement() throws IOException {
    Path place = Files.createDirectory(folder.resolve("site"));
    Files.writeString(place.resolve("old.txt"), "old");
    try (Draft draft = Draft.in(folder, "site")) {
      written(draft);
      draft.replace(draft.folder(), place);
    }
    assertEquals(List.of("site"), names());
    assertFalse(Files.exists(place.resolve("old.txt")));
  }

  @Test
  void oldFolderIsBackIfTheDraftCannotBeMoved() throws IOException {
    Path place = Files.createDirectory(folder.resolve("site"));
    Files.writeString(place.resolve("old.txt"), "old");
    try (Draft draft = Draft.in(folder, "site")) {
      Path missing = draft.beside("never-written");
      assertThrows(IOException.class, () -> draft.replace(missing, place));
    }
    assertEquals("old", Files.readString(place.resolve("old.txt")));
    assertEquals(List.of("site"), names());
  }

  @Test
  void whatIsThereIsNotMovedOver() throws IOException {
    Path place = Files.writeString(folder.resolve("edition.zip"), "mine");
    try (Draft draft = Draft.in(folder, "edition")) {
      Path made = written(draft);
      assertThrows(IOException.class, () -> draft.move(made, place));
    }
    assertEquals("mine", Files.readString(place));
  }

  @Test
  void whatIsGivenOutHasThePermissionsOfAnyNewFolder() throws IOException {
    Path plain = Files.createDirectory(folder.resolve("plain"));
    assumeTrue(
        Files.getFileStore(plain).supportsFileAttributeView("posix"),
        "skipped: this file system has no permissions to compare");
    try (Draft draft = Draft.in(folder, "site")) {
      draft.move(draft.folder(), folder.resolve("site"));
    }
    List<PosixFilePermission> usual =
        Files.getPosixFilePermissions(plain).stream().sorted().toList();
    assertEquals(
        usual, Files.getPosixFilePermissions(folder.resolve("site")).stream().sorted().toList());
  }
}
