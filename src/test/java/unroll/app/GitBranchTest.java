package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Editions on a branch of a small repository, whose main branch holds a solution. */
class GitBranchTest {
  @TempDir Path folder;
  private Path course;
  private Path edition;
  private Repository repository;

  @BeforeEach
  void makeARepository() throws Exception {
    course = Files.createDirectory(folder.resolve("course"));
    write(course.resolve("README.md"), "a course");
    write(course.resolve("solutions/one.txt"), "the answer is 42");
    edition = Files.createDirectory(folder.resolve("edition"));
    write(edition.resolve("README.md"), "a course");
    repository = Repository.of(course);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private GitBranch.Made commit(Path from, String branch) throws Exception {
    Path scratch = folder.resolve("scratch");
    try {
      return GitBranch.of(from, branch).commit(edition, scratch);
    } finally {
      Trees.delete(scratch);
    }
  }

  private String refusal(String branch) {
    return assertThrows(UserError.class, () -> GitBranch.of(course, branch)).getMessage();
  }

  @Test
  void historyIsThatOfEditionsAlone() throws Exception {
    repository.commitAll("The course");
    commit(course, "students");
    write(edition.resolve("two.txt"), "two");
    commit(course, "students");
    List<String> history = repository.git("log", "-p", "--format=%s", "students");
    assertEquals(2, history.stream().filter("Student edition"::equals).count());
    assertTrue(history.stream().noneMatch(line -> line.contains("42")));
  }

  @Test
  void sameEditionIsCommittedOnce() throws Exception {
    repository.commitAll("The course");
    String first = commit(course, "students").commit();
    assertEquals(new GitBranch.Made(first, false), commit(course, "students"));
  }

  @Test
  void fileThatTheCourseIgnoresIsCommittedAllTheSame() throws Exception {
    write(course.resolve(".gitignore"), "*.txt\n");
    write(edition.resolve(".gitignore"), "*.txt\n");
    write(edition.resolve("data.txt"), "data");
    commit(course, "students");
    assertTrue(repository.git("ls-tree", "--name-only", "students").contains("data.txt"));
  }

  @Test
  void checkoutStaysAsItWas() throws Exception {
    repository.commitAll("The course");
    write(course.resolve("README.md"), "changed");
    List<String> before = repository.git("status", "--porcelain", "--branch");
    commit(course, "students");
    assertEquals(before, repository.git("status", "--porcelain", "--branch"));
  }

  @Test
  void workTreeCommitsToItsRepository() throws Exception {
    repository.commitAll("The course");
    Path tree = folder.resolve("tree");
    repository.git("worktree", "add", "-q", tree.toString());
    String made = commit(tree, "students").commit();
    assertEquals(List.of(made), repository.git("rev-parse", "students"));
  }

  @Test
  void branchThatAnotherWorkTreeHasCheckedOutIsRefused() throws Exception {
    repository.commitAll("The course");
    repository.git("worktree", "add", "-q", folder.resolve("other").toString());
    assertTrue(refusal("other").startsWith("other is checked out"), refusal("other"));
  }

  @Test
  void cloneCommitsToItself() throws Exception {
    repository.commitAll("The course");
    Path clone = folder.resolve("clone");
    repository.git("clone", "-q", course.toString(), clone.toString());
    Repository copy = Repository.of(clone);
    String made = commit(clone, "students").commit();
    assertEquals(List.of(made), copy.git("rev-parse", "students"));
    assertFalse(repository.git("branch").contains("  students"));
  }

  @Test
  void courseMayBeAFolderOfARepository() throws Exception {
    repository.commitAll("The course");
    Path inside = Files.createDirectories(course.resolve("teaching/rnn"));
    commit(inside, "students");
    assertEquals(List.of("README.md"), repository.git("ls-tree", "--name-only", "students"));
  }

  @Test
  void branchThatHasHeldSolutionsIsRefused() throws Exception {
    repository.commitAll("The course");
    repository.git("branch", "old");
    assertTrue(refusal("old").startsWith("old has held solutions in commit "), refusal("old"));
  }

  @Test
  void branchThatIsCheckedOutIsRefusedEvenUnborn() {
    assertTrue(refusal("main").startsWith("main is checked out, with the"), refusal("main"));
  }

  @Test
  void repositoryWithoutACommitMayHaveAnotherBranch() throws Exception {
    commit(course, "students");
    assertEquals(1, repository.git("log", "--format=%s", "students").size());
  }

  @Test
  void nameThatNoBranchCanHaveIsRefused() {
    assertEquals("a..b is no name for a branch; give one like students", refusal("a..b"));
  }

  @Test
  void folderWithoutGitIsRefusedWithWhatToDo() {
    String said =
        assertThrows(UserError.class, () -> GitBranch.of(edition, "students")).getMessage();
    assertTrue(said.endsWith("release with --out FOLDER, or run git init there first"), said);
  }
}
