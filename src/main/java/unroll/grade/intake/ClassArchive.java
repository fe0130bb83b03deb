package unroll.grade.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks the archive of a whole class, as a learning platform gives it out, so that each hand-in
 * can then be read like one of a folder.
 *
 * <p>Names in it are the students'. Each part of a path becomes a name that any file system takes,
 * and none leads out of the folder. Of each file no more is unpacked than {@link Intake} reads, and
 * one byte, so that Intake says what is wrong with it; the same goes for all files of one hand-in
 * together. What can be no answer is there by its name only.
 */
public final class ClassArchive {
  private static final int MOST_ENTRIES = 1_000_000;
  private static final int LONGEST_NAME = 120;
  private static final long LISTS = 256L * 1024 * 1024;

  private final Path into;
  private final List<Trouble> troubles = new ArrayList<>();
  // of each hand-in: files, bytes
  private final Map<String, long[]> spent = new HashMap<>();

  /**
   * An entry that could not be unpacked.
   *
   * @param file where it should be; an empty file is there
   * @param sentence what is wrong with it, for its author
   */
  public record Trouble(Path file, String sentence) {}

  private record Member(ZipEntry entry, List<String> parts) {}

  private ClassArchive(Path into) {
    this.into = into;
  }

  /**
   * Unpacks.
   *
   * @param zip the archive
   * @param into an empty folder
   * @return what could not be unpacked, where the rest could
   * @throws IllegalArgumentException if it is no archive at all; the message is one line
   * @throws IOException if the folder cannot be written
   */
  public static List<Trouble> unpack(Path zip, Path into) throws IOException {
    ClassArchive unpacking = new ClassArchive(into);
    try (ZipFile archive = Gathering.opened(zip)) {
      unpacking.all(archive);
    } catch (ZipException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          zip + " is damaged or no .zip archive: download it again", e);
    }
    return unpacking.troubles;
  }

  private void all(ZipFile archive) throws IOException {
    List<Member> members = new ArrayList<>();
    if (archive.size() > MOST_ENTRIES) {
      throw new ZipException("too many entries");
    }
    for (ZipEntry entry : Collections.list(archive.entries())) {
      List<String> parts = parts(entry.getName());
      if (!entry.isDirectory()
          && !parts.isEmpty()
          && parts.stream().noneMatch(Gathering::isLeftover)) {
        members.add(new Member(entry, parts));
      }
    }
    int above = foldersAboveAll(members);
    for (Member member : members) {
      String handin = String.join("/", member.parts().subList(0, above + 1));
      one(archive, member, spent.computeIfAbsent(handin, each -> new long[2]));
    }
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.replace('\\', '/').split("/"))
        .filter(part -> !part.isEmpty() && !part.equals(".") && !part.equals(".."))
        .toList();
  }

  /** How many folders all have in common. */
  private static int foldersAboveAll(List<Member> members) {
    List<String> common = members.isEmpty() ? List.of() : members.get(0).parts();
    common = common.subList(0, Math.max(0, common.size() - 1));
    for (Member member : members) {
      int same = 0;
      int most = Math.min(common.size(), member.parts().size() - 1);
      while (same < most && common.get(same).equals(member.parts().get(same))) {
        same++;
      }
      common = common.subList(0, same);
    }
    return common.size();
  }

  private void one(ZipFile archive, Member member, long[] used) throws IOException {
    // one more than Intake takes, and it refuses them all
    if (used[0] > Limits.ENTRIES || used[1] > Limits.UNPACKED) {
      return;
    }
    used[0]++;
    Path file = place(member.parts());
    long limit = Math.min(limit(member.parts()), Limits.UNPACKED - used[1]) + 1;
    try (OutputStream out = Files.newOutputStream(file)) {
      if (limit > 1) {
        used[1] += copied(archive, member, limit, out);
      }
    } catch (ZipException e) {
      Files.write(file, new byte[0]);
      boolean locked = String.valueOf(e.getMessage()).contains("encrypted");
      troubles.add(
          new Trouble(
              file,
              String.join("/", member.parts())
                  + (locked ? " is locked with a password" : " is damaged in its archive")
                  + ": hand it in again."));
    }
    if (member.entry().getLastModifiedTime() != null) {
      Files.setLastModifiedTime(file, member.entry().getLastModifiedTime());
    }
  }

  private static long copied(ZipFile archive, Member member, long limit, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long copied = 0;
    try (InputStream in = archive.getInputStream(member.entry())) {
      while (copied < limit) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, limit - copied));
        if (read < 0) {
          break;
        }
        out.write(buffer, 0, read);
        copied += read;
      }
    }
    return copied;
  }

  private static long limit(List<String> parts) {
    String name = parts.get(parts.size() - 1);
    if (name.equals("submission_metadata.yml")) {
      return LISTS;
    }
    if (name.equals("timestamp.txt")) {
      return 1024;
    }
    return Gathering.hasEnd(name, ".zip")
        ? Limits.ARCHIVE
        : Gathering.isWanted(name) ? Gathering.limit(name) : 0;
  }

  private Path place(List<String> parts) throws IOException {
    Path folder = into;
    for (String part : parts.subList(0, parts.size() - 1)) {
      Path next = resolved(folder, part);
      folder = Files.isRegularFile(next) ? folder : next;
    }
    Files.createDirectories(folder);
    String name = parts.get(parts.size() - 1);
    Path file = resolved(folder, name);
    for (int again = 2; Files.exists(file); again++) {
      file = resolved(folder, again + "-" + name);
    }
    return file;
  }

  private static Path resolved(Path folder, String name) {
    String safe = name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_");
    if (safe.length() > LONGEST_NAME) {
      safe = safe.substring(0, LONGEST_NAME / 2) + safe.substring(safe.length() - LONGEST_NAME / 2);
    }
    try {
      return folder.resolve(safe);
    } catch (InvalidPathException e) {
      // a machine whose language has no such letters
      return folder.resolve(
          Normalizer.normalize(safe, Normalizer.Form.NFKD)
              .replaceAll("\\p{M}", "")
              .replaceAll("[^\\x20-\\x7e]", "_"));
    }
  }
}
