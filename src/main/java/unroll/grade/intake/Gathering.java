package unroll.grade.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Collects the sources and notebooks of one submission out of folders and archives, into memory.
 *
 * <p>No link is followed, nothing but a regular file is opened, and nothing of an archive is
 * written under its own name, so that no path in it can lead anywhere.
 */
final class Gathering {
  // what tools make beside an answer
  private static final Set<String> BUILT = Set.of("target", "build", "out", "bin", "node_modules");

  private final List<Piece> pieces = new ArrayList<>();
  private final List<Notebook> notebooks = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private int entries;
  private long unpacked;

  /**
   * A source that may be part of an answer.
   *
   * @param path where it lay in the submission, with slashes
   * @param bytes its content
   */
  record Piece(String path, byte[] bytes) {
    String fileName() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    String folder() {
      return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
  }

  List<Piece> pieces() {
    return pieces;
  }

  List<Notebook> notebooks() {
    return notebooks;
  }

  /** Names of files that can be no answer. */
  List<String> others() {
    return others;
  }

  List<String> notices() {
    return notices;
  }

  /**
   * Collects from one entry of the folder of submissions.
   *
   * @throws Refused if nothing of it can be taken
   */
  void gather(Path entry) throws IOException, Refused {
    String name = String.valueOf(entry.getFileName());
    BasicFileAttributes kind = attributes(entry);
    if (kind.isSymbolicLink()) {
      throw new Refused(name + " is a symbolic link: hand in the file itself.");
    }
    if (kind.isDirectory()) {
      folder(entry);
    } else if (!kind.isRegularFile()) {
      throw new Refused(name + " is neither a file nor a folder.");
    } else if (isWanted(name)) {
      file(entry, name);
    } else if (hasEnd(name, ".zip")) {
      archive(entry, name, 1);
    } else {
      throw new Refused(
          name + " cannot be read: hand in a .java file, a notebook, a folder or a .zip archive.");
    }
  }

  private static boolean isClutter(String name) {
    return isLeftover(name) || BUILT.contains(name);
  }

  /** Whether a name is one that systems leave behind, never anybody's answer. */
  static boolean isLeftover(String name) {
    return name.startsWith(".")
        || name.equals("__MACOSX")
        || name.equalsIgnoreCase("Thumbs.db")
        || name.equalsIgnoreCase("desktop.ini");
  }

  private void folder(Path folder) throws IOException, Refused {
    Refused[] tooMany = new Refused[1];
    Files.walkFileTree(
        folder,
        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
        Limits.DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            return !at.equals(folder) && isClutter(at.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : counted();
          }

          @Override
          public FileVisitResult visitFile(Path at, BasicFileAttributes attributes)
              throws IOException {
            take(at, folder.relativize(at).toString().replace('\\', '/'), attributes);
            return counted();
          }

          @Override
          public FileVisitResult visitFileFailed(Path at, IOException e) {
            notices.add(folder.relativize(at) + " cannot be read: " + reason(e) + ".");
            return FileVisitResult.CONTINUE;
          }

          private FileVisitResult counted() {
            try {
              count();
              return FileVisitResult.CONTINUE;
            } catch (Refused e) {
              tooMany[0] = e;
              return FileVisitResult.TERMINATE;
            }
          }
        });
    if (tooMany[0] != null) {
      throw tooMany[0];
    }
  }

  /** A file of a folder: what is wrong with it does not harm the others. */
  private void take(Path at, String path, BasicFileAttributes kind) throws IOException {
    String name = at.getFileName().toString();
    if (isClutter(name)) {
      return;
    }
    if (!(isWanted(name) || hasEnd(name, ".zip"))) {
      others.add(path);
      return;
    }
    if (!kind.isRegularFile()) {
      notices.add(
          path
              + (kind.isSymbolicLink()
                  ? " is a symbolic link and was left out: hand in the file itself."
                  : " is no regular file and was left out."));
      return;
    }
    try {
      if (isWanted(name)) {
        file(at, path);
      } else {
        archive(at, path, 1);
      }
    } catch (Refused e) {
      notices.add(e.getMessage());
    } catch (IOException e) {
      notices.add(path + " cannot be read: " + reason(e) + ".");
    }
  }

  private void file(Path file, String path) throws IOException, Refused {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      spend(path, add(path, in));
    }
  }

  /** Takes a source as it is, and of a notebook the cells; how many bytes there were. */
  private long add(String path, InputStream in) throws IOException, Refused {
    if (!isNotebook(path)) {
      byte[] bytes = Limits.read(in, Limits.JAVA, path);
      pieces.add(new Piece(path, bytes));
      return bytes.length;
    }
    Limits.Counted counted = new Limits.Counted(in, Limits.NOTEBOOK);
    try {
      Notebook notebook = NotebookCells.of(counted, path);
      counted.toTheEnd(path);
      notebooks.add(notebook);
      notices.addAll(notebook.notices());
    } catch (TooLarge e) {
      throw e;
    } catch (Refused e) {
      counted.toTheEnd(path);
      notices.add(e.getMessage());
    }
    return counted.counted();
  }

  static int limit(String path) {
    return isNotebook(path) ? Limits.NOTEBOOK : Limits.JAVA;
  }

  private void archive(Path file, String path, int nesting) throws IOException, Refused {
    if (Files.size(file) > Limits.ARCHIVE) {
      throw new Refused(
          path + " is larger than " + Limits.size(Limits.ARCHIVE) + ", the most that is read.");
    }
    try (ZipFile zip = opened(file)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        count();
        entry(zip, entry, path, nesting);
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new Refused(path + " is damaged or no .zip archive: pack it again.");
    }
  }

  static ZipFile opened(Path file) throws IOException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      // old archivers write names in the code page of their country
      return new ZipFile(file.toFile(), Charset.forName("ISO-8859-1"));
    }
  }

  private void entry(ZipFile zip, ZipEntry entry, String archive, int nesting)
      throws IOException, Refused {
    String path = entry.getName().replace('\\', '/');
    List<String> parts = List.of(path.split("/"));
    String name = parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    boolean isArchive = hasEnd(name, ".zip");
    if (entry.isDirectory()
        || parts.stream().anyMatch(part -> !part.equals("..") && isClutter(part))) {
      return;
    }
    if (!(isWanted(name) || isArchive)) {
      others.add(path);
      return;
    }
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*") || parts.contains("..")) {
      notices.add(path + " in " + archive + " leads out of the archive and was left out.");
      return;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      if (!isArchive) {
        piece(archive, path, in);
      } else if (nesting < Limits.NESTED) {
        nested(in, path, nesting);
      } else {
        notices.add(path + " is an archive in an archive in an archive and was left out.");
      }
    } catch (ZipException e) {
      notices.add(
          path
              + (String.valueOf(e.getMessage()).contains("encrypted")
                  ? " is locked with a password and was left out."
                  : " is damaged in its archive and was left out."));
    }
  }

  private void nested(InputStream in, String path, int nesting) throws IOException, Refused {
    Path temporary = Files.createTempFile("unroll-intake", ".zip");
    try {
      byte[] bytes = Limits.read(in, (int) Limits.ARCHIVE, path);
      spend(path, bytes.length);
      Files.write(temporary, bytes);
      archive(temporary, path, nesting + 1);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void piece(String archive, String path, InputStream in) throws IOException, Refused {
    try {
      spend(archive, add(path, in));
    } catch (TooLarge e) {
      // one file that is too large is left out, but what was unpacked of it is spent
      notices.add(e.getMessage());
      spend(archive, limit(path));
    }
  }

  private void spend(String archive, long bytes) throws Refused {
    unpacked += bytes;
    if (unpacked > Limits.UNPACKED) {
      throw new Refused(
          archive + " unpacks to more than " + Limits.size(Limits.UNPACKED) + ": hand in less.");
    }
  }

  private void count() throws Refused {
    if (++entries > Limits.ENTRIES) {
      throw new Refused(
          "There are more than " + Limits.ENTRIES + " files: hand in your answer only.");
    }
  }

  private static BasicFileAttributes attributes(Path entry) throws IOException {
    return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether a name is that of a source or a notebook, also where a browser has lengthened it. */
  static boolean isWanted(String name) {
    String own = name.replaceFirst("(?i)\\.(txt|json)$", "");
    return hasEnd(own, ".java") || hasEnd(own, ".ipynb");
  }

  private static boolean isNotebook(String name) {
    return hasEnd(name.replaceFirst("(?i)\\.(txt|json)$", ""), ".ipynb");
  }

  static boolean hasEnd(String name, String end) {
    return name.toLowerCase(Locale.ROOT).endsWith(end);
  }

  static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : e.getClass()
            .getSimpleName()
            .replace("Exception", "")
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
  }
}
