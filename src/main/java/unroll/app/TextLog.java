package unroll.app;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import unroll.train.Progress;

/**
 * Appends one line of JSON a step. When a run is taken up again, lines of steps that will be made
 * again are cut off first, so that every step has one line.
 */
final class TextLog implements Consumer<Progress>, Closeable {
  private final RandomAccessFile file;
  private final long stepsOfEpoch;
  private final long charactersOfStep;
  private final long started = System.nanoTime();

  private TextLog(RandomAccessFile file, long stepsOfEpoch, long charactersOfStep) {
    this.file = file;
    this.stepsOfEpoch = stepsOfEpoch;
    this.charactersOfStep = charactersOfStep;
  }

  /**
   * Opens a log.
   *
   * @param path made if it is not there
   * @param after the step after which the run goes on; lines of later steps are cut off
   * @param stepsOfEpoch steps of one pass over the text
   * @param charactersOfStep characters that a step reads
   * @throws IllegalArgumentException if the file is something else than such a log
   */
  static TextLog open(Path path, long after, long stepsOfEpoch, long charactersOfStep)
      throws IOException {
    long keep = Files.exists(path) ? kept(path, after) : 0;
    // not a channel: an interrupt would close it
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(keep);
    file.seek(keep);
    return new TextLog(file, stepsOfEpoch, charactersOfStep);
  }

  /** How many bytes of a log tell of steps up to the given one. */
  private static long kept(Path path, long after) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\n') {
        continue;
      }
      String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
      if (step(path, line) > after) {
        return start;
      }
      start = i + 1;
    }
    // what is left is a line that a kill cut off
    if (start < bytes.length && bytes[start] != '{') {
      throw foreign(path);
    }
    return start;
  }

  private static long step(Path path, String line) {
    try {
      return JsonParser.parseString(line).getAsJsonObject().get("step").getAsLong();
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw foreign(path);
    }
  }

  private static IllegalArgumentException foreign(Path path) {
    return new IllegalArgumentException(
        path + " is not a log of `unroll text train`; it is left as it is: take another file");
  }

  @Override
  public void accept(Progress progress) {
    JsonObject line = new JsonObject();
    line.addProperty("step", progress.step());
    line.addProperty("epoch", progress.step() / (double) stepsOfEpoch);
    line.addProperty("loss", progress.loss());
    line.addProperty("smoothedLoss", progress.smoothedLoss());
    line.addProperty("gradientNorm", progress.gradientNorm());
    line.addProperty("rate", progress.rate());
    progress.validation().ifPresent(nats -> line.addProperty("validation", nats));
    line.addProperty("seconds", (System.nanoTime() - started) / 1_000_000 / 1e3);
    line.addProperty(
        "charactersPerSecond", Math.round(progress.stepsPerSecond() * charactersOfStep));
    try {
      file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
