package unroll.train;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the latest step of a run beside its checkpoint file, so that a killed process loses nothing
 * but the step it was in.
 *
 * <p>Two files are written over in turns, {@code FILE.even} and {@code FILE.odd}: while one is
 * being written the other holds the step before, whole. Nothing is forced to the disk, which makes
 * a record cost about a memory copy; so the journal outlives the process, however it ends, but not
 * a power cut. For that there is the checkpoint file itself, which is forced.
 */
public final class Journal implements Closeable {
  /** The fact by which records are ordered: how many steps were made. */
  public static final String STEP = "step";

  private final List<Path> paths;
  private final List<RandomAccessFile> files = new ArrayList<>();
  private final CheckpointFormat format = new CheckpointFormat();
  private boolean ours;

  private Journal(Path checkpoint) {
    this.paths = paths(checkpoint);
  }

  private static List<Path> paths(Path checkpoint) {
    return List.of(
        checkpoint.resolveSibling(checkpoint.getFileName() + ".even"),
        checkpoint.resolveSibling(checkpoint.getFileName() + ".odd"));
  }

  /**
   * Opens the journal of a checkpoint file for writing.
   *
   * @param checkpoint the file; need not exist
   * @return an open journal
   * @throws IOException if its files cannot be made
   * @throws IllegalArgumentException if another process writes to it
   */
  public static Journal open(Path checkpoint) throws IOException {
    Journal journal = new Journal(checkpoint);
    for (Path path : journal.paths) {
      journal.files.add(new RandomAccessFile(path.toFile(), "rw"));
    }
    journal.ours = journal.locked();
    if (!journal.ours) {
      journal.close();
      throw new IllegalArgumentException(
          "another process is training into " + checkpoint + "; stop it, or take another file");
    }
    return journal;
  }

  private boolean locked() throws IOException {
    try {
      // held until the file is closed
      FileLock lock = files.get(0).getChannel().tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Writes one step. When this returns, the death of the process can no longer lose it.
   *
   * @param checkpoint with the fact {@link #STEP}
   * @throws IOException if that fails, for example on a full disk
   */
  public void record(Checkpoint checkpoint) throws IOException {
    int turn = (int) (checkpoint.whole(STEP) % 2);
    ByteBuffer bytes = format.encode(checkpoint);
    RandomAccessFile file = files.get(turn);
    try {
      if (file.length() != bytes.limit()) {
        file.setLength(bytes.limit());
      }
      file.seek(0);
      file.write(bytes.array(), 0, bytes.limit());
    } catch (IOException e) {
      throw new IOException("cannot write " + paths.get(turn) + ": " + e.getMessage(), e);
    }
  }

  /**
   * Finds the latest step: of the checkpoint file and the two files of its journal, the whole one
   * with the most steps.
   *
   * @param checkpoint the checkpoint file
   * @return nothing if none of the three exists
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if there are files, but none is whole
   */
  public static Optional<Checkpoint> latest(Path checkpoint) throws IOException {
    return latest(checkpoint, Long.MAX_VALUE);
  }

  /**
   * Finds the latest step up to a given one.
   *
   * @param checkpoint the checkpoint file
   * @param most the largest step wanted
   * @return nothing if there is no such step
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if there are files, but none is whole and of a run
   */
  public static Optional<Checkpoint> latest(Path checkpoint, long most) throws IOException {
    boolean whole = false;
    List<Path> candidates = new ArrayList<>(List.of(checkpoint));
    candidates.addAll(paths(checkpoint));
    Optional<Checkpoint> latest = Optional.empty();
    Optional<IllegalArgumentException> complaint = Optional.empty();
    for (Path candidate : candidates) {
      if (!Files.exists(candidate)
          || (!candidate.equals(checkpoint) && Files.size(candidate) == 0)) {
        continue;
      }
      try {
        Checkpoint found = Checkpoint.read(candidate);
        if (!found.facts().containsKey(STEP)) {
          throw new IllegalArgumentException(
              candidate + " holds weights only: there is no run to go on with");
        }
        whole = true;
        long step = found.whole(STEP);
        if (step <= most && (latest.isEmpty() || step > latest.get().whole(STEP))) {
          latest = Optional.of(found);
        }
      } catch (IllegalArgumentException e) {
        complaint = complaint.or(() -> Optional.of(e));
      }
    }
    if (!whole && complaint.isPresent()) {
      throw complaint.get();
    }
    return latest;
  }

  /**
   * Says whether a journal lies beside a checkpoint file: the mark of a run that was cut off.
   *
   * @param checkpoint the checkpoint file
   * @return whether one of its two files exists
   */
  public static boolean exists(Path checkpoint) {
    return paths(checkpoint).stream().anyMatch(Files::exists);
  }

  private boolean empty() throws IOException {
    for (RandomAccessFile file : files) {
      if (file.length() > 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Forgets all records, those of an earlier run too.
   *
   * @throws IOException if that fails
   */
  public void clear() throws IOException {
    for (RandomAccessFile file : files) {
      file.setLength(0);
    }
  }

  /**
   * Deletes the files: the checkpoint file has everything.
   *
   * @throws IOException if they cannot be deleted
   */
  public void delete() throws IOException {
    clear();
    close();
  }

  /** Closes the files and leaves them; files without a record are removed. */
  @Override
  public void close() throws IOException {
    boolean remove = ours && empty();
    ours = false;
    for (RandomAccessFile file : files) {
      file.close();
    }
    for (Path path : paths) {
      if (remove) {
        Files.deleteIfExists(path);
      }
    }
  }
}
