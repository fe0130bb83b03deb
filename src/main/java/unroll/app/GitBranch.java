package unroll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits a folder to a branch that holds nothing else, without touching what is checked out: the
 * branch's history is that of such folders alone.
 */
final class GitBranch {
  private final Path course;
  private final Path folder;
  private final Path index;
  private final Path log;

  private GitBranch(Path course, Path folder, Path scratch) {
    this.course = course;
    this.folder = folder;
    this.index = scratch.resolve("index");
    this.log = scratch.resolve("log");
  }

  /**
   * Commits.
   *
   * @param course a checkout of git
   * @param folder what the branch is to hold
   * @param branch its name; made if it is new
   * @return the commit
   * @throws UserError if the course is no checkout, or git refuses; its own words are told
   */
  static String commit(Path course, Path folder, String branch)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("unroll-git");
    try {
      return new GitBranch(course, folder, scratch).commit(branch);
    } finally {
      Trees.delete(scratch);
    }
  }

  private String commit(String branch) throws IOException, InterruptedException {
    String reference = "refs/heads/" + branch;
    git("check-ref-format", reference);
    if (git("rev-parse", "--symbolic-full-name", "HEAD").equals(reference)) {
      throw new UserError(
          branch + " is checked out here, with the solutions; give the name of another branch");
    }
    // everything is added, also what the course's .gitignore would leave out
    git("add", "--all", "--force", ".");
    String tree = git("write-tree");
    List<String> commit = new ArrayList<>(List.of("commit-tree", tree, "-m", "Student edition"));
    Tool.Ended before = tried("rev-parse", "--verify", "--quiet", reference);
    if (before.status() == 0) {
      commit.addAll(List.of("-p", before.output().get(0)));
    }
    String made = git(commit.toArray(String[]::new));
    git("update-ref", reference, made);
    return made;
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    Tool.Ended ended = tried(arguments);
    String said = String.join(" ", ended.output());
    if (ended.status() != 0) {
      throw new UserError("git " + arguments[0] + " says: " + said);
    }
    return said;
  }

  private Tool.Ended tried(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("env", "GIT_INDEX_FILE=" + index, "git"));
    command.add("--git-dir=" + course.resolve(".git"));
    command.add("--work-tree=" + folder);
    command.addAll(List.of(arguments));
    return Tool.run(folder, log, command.toArray(String[]::new));
  }
}
