package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A git repository that a test makes; the test is skipped where there is no git. */
record Repository(Path folder) {

  /** Makes one with an unborn branch main and somebody who commits. */
  static Repository of(Path folder) throws Exception {
    Repository made = new Repository(folder);
    made.git("init", "-q", "-b", "main");
    made.git("config", "user.name", "T");
    made.git("config", "user.email", "t@example.org");
    return made;
  }

  /** Skips the test where there is no git. */
  static void require() throws Exception {
    new Repository(Path.of("")).git("--version");
  }

  void commitAll(String message) throws Exception {
    git("add", "--all");
    git("commit", "-q", "-m", message);
  }

  /** Runs git to a good end and returns what it printed. */
  List<String> git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(Arrays.asList(arguments));
    Path log = Files.createTempFile("unroll-test-git", ".log");
    try {
      Path in = folder.toAbsolutePath();
      Tool.Ended ended = Tool.run(in, log, command.toArray(String[]::new));
      assertEquals(0, ended.status(), () -> command + ": " + ended.output());
      return ended.output();
    } catch (UserError missing) {
      return abort("skipped: " + missing.getMessage());
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
