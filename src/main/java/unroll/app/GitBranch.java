package unroll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A branch that holds nothing but student editions. Its job is to commit a folder to it without
 * touching what is checked out; its history is that of such folders alone.
 *
 * <p>The course may be a clone, a work tree of one, or a folder of a larger repository.
 */
final class GitBranch {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");

  /** Everything is added as it is, whatever the checkout is set to leave out. */
  private static final List<String> PLAIN =
      List.of("-c", "core.sparseCheckout=false", "-c", "core.fsmonitor=false");

  private final Path course;
  private final Path repository;
  private final String branch;

  private GitBranch(Path course, Path repository, String branch) {
    this.course = course;
    this.repository = repository;
    this.branch = branch;
  }

  /**
   * A commit that was made, or found.
   *
   * @param commit its hash
   * @param isNew false if the branch held that folder already
   */
  record Made(String commit, boolean isNew) {}

  /**
   * Finds out whether a folder can be committed, before work is put into it.
   *
   * @param course a folder in a checkout of git
   * @param branch its name; it need not be there yet
   * @return the branch, with nothing written
   * @throws UserError if there is no git or no checkout, git knows no name to commit under, or the
   *     branch is checked out or has held solutions
   */
  static GitBranch of(Path course, String branch) throws IOException, InterruptedException {
    Path log = Files.createTempFile("unroll-git", ".log");
    try {
      Tool.Ended found = Tool.run(course, log, "git", "rev-parse", "--absolute-git-dir");
      if (found.status() != 0) {
        throw new UserError(
            course
                + " is not under git, so it has no branches: release with --out FOLDER, or run git"
                + " init there first");
      }
      GitBranch made = new GitBranch(course, Path.of(last(found)), branch);
      made.require(log);
      return made;
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private void require(Path log) throws IOException, InterruptedException {
    if (tried(course, log, "check-ref-format", "--branch", branch).status() != 0) {
      throw new UserError(branch + " is no name for a branch; give one like students");
    }
    for (String line : tried(course, log, "worktree", "list", "--porcelain").output()) {
      if (line.equals("branch " + reference())) {
        throw new UserError(
            branch + " is checked out, with the solutions; give the name of another branch");
      }
    }
    if (tried(course, log, "var", "GIT_COMMITTER_IDENT").status() != 0) {
      throw new UserError(
          "git does not know who commits: run git config user.name \"...\" and git config user.email"
              + " \"...\" first");
    }
    Tool.Ended tip = tried(course, log, "rev-parse", "--verify", "--quiet", reference());
    if (tip.status() == 0) {
      String solutions =
          git(course, log, "rev-list", "-1", last(tip), "--", ":(top,glob)**/solutions/**");
      if (!solutions.isEmpty()) {
        throw new UserError(
            branch
                + " has held solutions in commit "
                + solutions.substring(0, 10)
                + ", which everybody who gets it could read; give the name of a new branch");
      }
    }
  }

  private String reference() {
    return "refs/heads/" + branch;
  }

  /**
   * Commits a folder; nothing happens if the branch holds the same already.
   *
   * @param folder all that the branch is to hold
   * @param scratch where notes may be written; deleted by the caller
   * @return the branch's last commit
   * @throws UserError if git refuses; its own words are told
   */
  Made commit(Path folder, Path scratch) throws IOException, InterruptedException {
    Files.createDirectories(scratch);
    Path log = scratch.resolve("log");
    // also what the course's .gitignore would leave out
    Map<String, String> index = Map.of("GIT_INDEX_FILE", scratch.resolve("index").toString());
    succeeded("add", run(folder, log, index, "add", "--all", "--force", "."));
    String tree = hash(succeeded("write-tree", run(folder, log, index, "write-tree")));
    List<String> commit = new ArrayList<>(List.of("commit-tree", tree, "-m", "Student edition"));
    Tool.Ended before = tried(folder, log, "rev-parse", "--verify", "--quiet", reference());
    if (before.status() == 0) {
      String tip = last(before);
      if (git(folder, log, "rev-parse", tip + "^{tree}").equals(tree)) {
        return new Made(tip, false);
      }
      commit.addAll(List.of("-p", tip));
    }
    String made = git(folder, log, commit.toArray(String[]::new));
    git(folder, log, "update-ref", "-m", "unroll release", reference(), made);
    return new Made(made, true);
  }

  /** Runs git and returns the hash that it printed, or nothing. */
  private String git(Path folder, Path log, String... arguments)
      throws IOException, InterruptedException {
    return hash(succeeded(arguments[0], tried(folder, log, arguments)));
  }

  private static Tool.Ended succeeded(String what, Tool.Ended ended) {
    if (ended.status() != 0) {
      throw new UserError("git " + what + " says: " + String.join(" ", ended.output()));
    }
    return ended;
  }

  /** The hash among what git printed; warnings come with it. */
  private static String hash(Tool.Ended ended) {
    return ended.output().stream().filter(HASH.asMatchPredicate()).findFirst().orElse("");
  }

  private static String last(Tool.Ended ended) {
    return ended.output().isEmpty() ? "" : ended.output().get(ended.output().size() - 1);
  }

  private Tool.Ended tried(Path folder, Path log, String... arguments)
      throws IOException, InterruptedException {
    return run(folder, log, Map.of(), arguments);
  }

  private Tool.Ended run(
      Path folder, Path log, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(PLAIN);
    command.add("--git-dir=" + repository);
    command.add("--work-tree=" + folder);
    command.addAll(List.of(arguments));
    return Tool.run(folder, log, environment, command.toArray(String[]::new));
  }
}
