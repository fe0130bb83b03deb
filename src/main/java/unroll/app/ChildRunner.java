package unroll.app;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a lesson in a virtual machine of its own: what a lesson does to its machine (memory,
 * threads, an exit) does not touch the pages.
 *
 * @param course whose lessons are run
 */
record ChildRunner(Course course) implements LessonRuns.Runner {
  @Override
  public LessonRuns.Ran run(Path lesson, Consumer<String> progress)
      throws IOException, InterruptedException {
    Path ran = Files.createTempFile(course.cache(), "ran-", ".ipynb");
    try {
      Process child = start(lesson, ran);
      Thread hook = new Thread(child::destroyForcibly, "end lesson");
      Runtime.getRuntime().addShutdownHook(hook);
      String last = follow(child, progress);
      int status = child.waitFor();
      Runtime.getRuntime().removeShutdownHook(hook);
      if (Files.size(ran) == 0) {
        throw new IOException(
            last.isEmpty() ? "it ended with status " + status + " (see " + log() + ")" : last);
      }
      JsonObject notebook = JsonParser.parseString(Files.readString(ran)).getAsJsonObject();
      return new LessonRuns.Ran(notebook, last);
    } finally {
      Files.deleteIfExists(ran);
    }
  }

  private Process start(Path lesson, Path ran) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Relaunch.java());
    command.addAll(Relaunch.vectors());
    command.add("-D" + ParentWatch.PROPERTY + "=true");
    command.add("-Djava.awt.headless=true");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("execute", lesson.toString(), ran.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(course.root().toFile());
    return builder.redirectError(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
  }

  private Path log() {
    return course.cache().resolve("lessons.log");
  }

  /** Passes on what the child tells, line by line, and returns the last. */
  private static String follow(Process child, Consumer<String> progress) throws IOException {
    String last = "";
    try (BufferedReader told = child.inputReader()) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        last = line;
        progress.accept(line);
      }
    }
    return last;
  }
}
