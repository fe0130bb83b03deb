package unroll.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A contender's process: asked in lines, answered in lines that begin with {@code @}. */
final class Child implements AutoCloseable {
  private static final String END = "@ error the process has ended";

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /** It cannot do what was asked; the message says why. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String reason) {
      super(reason);
    }
  }

  private Child(Process process) {
    this.process = process;
    this.in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    Thread reader = new Thread(this::read);
    reader.setDaemon(true);
    reader.start();
  }

  static Child start(Contender contender, Map<String, String> environment, Path log)
      throws Missing {
    ProcessBuilder builder = new ProcessBuilder(contender.command());
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return new Child(builder.start());
    } catch (IOException e) {
      throw new Missing(contender.command().get(0) + " cannot be started");
    }
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().filter(line -> line.startsWith("@ ")).forEach(answers::add);
    } catch (IOException | UncheckedIOException e) {
      // the process is gone, which is said below
    }
    answers.add(END);
  }

  /**
   * Waits for the next answer.
   *
   * @param word it must begin with
   * @param seconds at most; the process is then ended
   * @return what follows the word
   */
  String expect(String word, int seconds) throws Missing, InterruptedException {
    String answer = answers.poll(seconds, TimeUnit.SECONDS);
    if (answer == null) {
      close();
      throw new Missing("no answer within " + seconds + " s");
    }
    String said = answer.substring(2);
    if (!said.startsWith(word)) {
      throw new Missing(said.replaceFirst("^(missing|error) ", ""));
    }
    return said.substring(word.length()).strip();
  }

  String ask(String line, String word, int seconds) throws Missing, InterruptedException {
    try {
      in.write(line);
      in.newLine();
      in.flush();
    } catch (IOException e) {
      throw new Missing("the process has ended");
    }
    return expect(word, seconds);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
