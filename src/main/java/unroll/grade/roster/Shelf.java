package unroll.grade.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import unroll.grade.intake.ClassArchive;
import unroll.grade.intake.Intake;

/**
 * A place of its own for hand-ins that do not lie in a file or folder of their own: what an archive
 * holds, and several files that a platform has put flat beside those of others.
 */
final class Shelf {
  private Optional<Path> folder = Optional.empty();
  private int bundles;

  /** The folder, if anything was put there. */
  Optional<Path> folder() {
    return folder;
  }

  /** A new folder on it. */
  Path made(String name) throws IOException {
    if (folder.isEmpty()) {
      // for the owner only, by what createTempDirectory promises
      folder = Optional.of(Files.createTempDirectory("unroll-hand-ins"));
    }
    return Files.createDirectories(folder.get().resolve(name));
  }

  /** Unpacks an archive; what could not be is in {@code troubles} afterwards. */
  Path unpacked(Path zip, List<ClassArchive.Trouble> troubles) throws IOException {
    Path into = made("archive");
    troubles.addAll(ClassArchive.unpack(zip, into));
    return into;
  }

  /**
   * One folder with copies of several files of a student, under the names that the student gave
   * them. Links are not followed; what cannot be read is left out, and noted.
   */
  Path bundle(List<Path> files, List<String> names, List<String> notices) throws IOException {
    Path bundle = made("bundle-" + ++bundles);
    for (int i = 0; i < files.size(); i++) {
      String name = names.get(i).startsWith(".") ? name(files.get(i)) : names.get(i);
      Path target = bundle.resolve(Files.exists(bundle.resolve(name)) ? i + 1 + "-" + name : name);
      try {
        if (!Files.isRegularFile(files.get(i), LinkOption.NOFOLLOW_LINKS)) {
          notices.add(name + " is no regular file and was left out.");
        } else {
          Files.copy(files.get(i), target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      } catch (IOException e) {
        notices.add(name + " cannot be read and was left out.");
      }
    }
    return bundle;
  }

  /** Deletes a folder with all that it holds; links are deleted, not followed. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path at, IOException e) throws IOException {
            Files.delete(at);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What is in a folder, by name; nothing in one that cannot be listed. */
  static List<Path> entries(Path folder) {
    try {
      return Intake.entries(folder);
    } catch (UncheckedIOException e) {
      return List.of();
    }
  }

  /** The folders in a folder, by name. */
  static List<Path> folders(Path folder) {
    return entries(folder).stream().filter(Shelf::isFolder).toList();
  }

  static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** A name without its ending: {@code ada.lovelace.java} is {@code ada.lovelace}. */
  static String stem(String name) {
    return name.replaceFirst("(?i)(\\.(java|ipynb|zip))?(\\.txt|\\.json)?$", "");
  }

  /** All but the empty ones. */
  static List<String> present(String... texts) {
    List<String> present = new ArrayList<>();
    for (String text : texts) {
      if (!text.isBlank()) {
        present.add(text.strip());
      }
    }
    return present;
  }
}
