package unroll.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.data.CourseHome;
import unroll.grade.Exercise;
import unroll.grade.roster.Collection;
import unroll.grade.roster.Roster;
import unroll.grade.similarity.Answers;
import unroll.grade.similarity.LaterJava;
import unroll.grade.similarity.Pairs;

/** {@code unroll similarity}: which answers are alike. */
@Command(
    name = "similarity",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the answers of a class two by two with JPlag 6 and prints the most similar pairs.",
      "The starter, which all share, does not count. OUT gets similarity.csv, with all pairs, and"
          + " similarity.jplag, which JPlag's report viewer opens; unroll dashboard OUT shows the"
          + " pairs too.",
      "JPlag runs as a program of its own and needs a JDK 21 or later, looked for in JAVA_HOME, on"
          + " the PATH and where systems put it. Where there is none, or no JPlag, the command says"
          + " so and does nothing (exit status 0).",
      "Similar is not copied: right answers to a short task resemble each other. Read both."
    },
    footer = {
      "",
      "Examples: unroll similarity hand-ins --exercise 02-elman --out marks",
      "          unroll similarity hand-ins --exercise 02-elman --out marks --jar jplag.jar"
    })
public final class SimilarityCommand implements Callable<Integer> {
  private static final String PROGRAM = "CompareWithJplag.java.txt";
  private static final int JAVA = 21;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "the folder of submissions, or a zip")
  private Path folder;

  @Option(names = "--exercise", required = true, paramLabel = "NAME", description = "the exercise")
  private String exercise;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "the folder for the results, made if it is missing; may be that of grade")
  private Path out;

  @Option(
      names = "--roster",
      paramLabel = "FILE",
      description = "the students of the course (CSV), to whom hand-ins are matched")
  private Path roster;

  @Option(
      names = "--jar",
      paramLabel = "FILE",
      description =
          "JPlag's own jar, from its releases; without it its library is taken from Maven Central")
  private Path jar;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "how many pairs to print (default: ${DEFAULT-VALUE})")
  private int top = 10;

  /** Makes the command; picocli fills it in. */
  public SimilarityCommand() {}

  /**
   * Compares, writes, prints the most similar pairs.
   *
   * @return exit status 0, also where there is nothing to compare with; 1 if JPlag fails
   * @throws IOException if a file cannot be read or written
   * @throws InterruptedException if the command is ended
   */
  @Override
  public Integer call() throws IOException, InterruptedException {
    Exercise chosen = Exercise.named(CourseHome.find(), exercise);
    if (jar != null && !Files.isRegularFile(jar)) {
      throw new UserError("there is no file " + jar + ": --jar takes JPlag's own jar");
    }
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new UserError(out + " is a file: --out takes a folder");
    }
    Optional<Roster> students = Optional.ofNullable(roster).map(Roster::read);
    // what is handed in is nobody else's business: a temporary folder is its owner's only
    Path scratch = Files.createTempDirectory("unroll-similarity");
    try (Collection collection = Collection.of(folder, students, Optional.empty())) {
      Optional<LaterJava> java = LaterJava.find(JAVA);
      if (java.isEmpty()) {
        return skipped("JPlag needs a JDK " + JAVA + " or later, and none was found");
      }
      Optional<String> classes =
          jar == null ? library(scratch) : Optional.of(jar.toAbsolutePath().toString());
      if (classes.isEmpty()) {
        return skipped(
            "JPlag is not in Maven's local repository and cannot be fetched; give its jar with"
                + " --jar");
      }
      Answers answers = Answers.write(chosen, collection.handins(), scratch);
      if (answers.students().size() < 2) {
        throw new UserError(
            "there are "
                + answers.students().size()
                + " answers in "
                + folder
                + ": none to compare");
      }
      say(
          "comparing %d answers to %s with JPlag on Java %d ...",
          answers.students().size(), chosen.name(), java.get().feature());
      return compare(java.get(), classes.get(), answers, scratch);
    } finally {
      Trees.delete(scratch);
    }
  }

  private int skipped(String why) {
    say("skipped: %s", why);
    return 0;
  }

  /** Where JPlag's library is, fetched if it is not there yet. */
  private static Optional<String> library(Path scratch) throws IOException, InterruptedException {
    Path pom = copied("pom.xml", scratch);
    Path found = scratch.resolve("classes.txt");
    for (List<String> way : List.of(List.of("-o"), List.<String>of())) {
      List<String> command = new ArrayList<>(List.of(Tool.maven(), "-q", "-B"));
      command.addAll(way);
      command.addAll(
          List.of(
              "-f", pom.toString(), "dependency:build-classpath", "-Dmdep.outputFile=" + found));
      try {
        Tool.Ended ended =
            Tool.run(scratch, scratch.resolve("maven.log"), command.toArray(String[]::new));
        if (ended.status() == 0 && Files.exists(found)) {
          return Optional.of(Files.readString(found).strip());
        }
      } catch (UserError noMaven) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private int compare(LaterJava java, String classes, Answers answers, Path scratch)
      throws IOException, InterruptedException {
    Path report = scratch.resolve("similarity.jplag");
    Path table = scratch.resolve("pairs.tsv");
    Tool.Ended ended =
        Tool.run(
            scratch,
            scratch.resolve("jplag.log"),
            java.program().toString(),
            "-Djava.awt.headless=true",
            "-cp",
            classes,
            copied(PROGRAM, scratch).toString(),
            answers.submissions().toString(),
            answers.base().toString(),
            report.toString(),
            table.toString());
    if (ended.status() != 0 || !Files.exists(table) || !Files.exists(report)) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("unroll: JPlag failed; the last that it said:");
      ended.errors(6).forEach(line -> err.println("  " + line));
      err.flush();
      return Failure.FAILED;
    }
    Pairs pairs = Pairs.parse(Files.readAllLines(table), answers.students());
    makeOut();
    Path csv = Files.writeString(scratch.resolve("pairs.csv"), pairs.csv(), StandardCharsets.UTF_8);
    moved(report, out.resolve("similarity.jplag"));
    moved(csv, out.resolve(Pairs.FILE));
    print(pairs, answers);
    return 0;
  }

  /** Makes the folder, for its owner only where the file system knows owners. */
  private void makeOut() throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(
        out,
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0]);
  }

  private void print(Pairs pairs, Answers answers) {
    say("");
    for (Pairs.Pair pair : pairs.pairs().subList(0, Math.min(top, pairs.pairs().size()))) {
      say(
          "  %5.1f %%  %s  and  %s  (%.1f %% of the shorter one)",
          100 * pair.average(), pair.first(), pair.second(), 100 * pair.maximum());
    }
    say(
        "%n%d pairs; the middle one is %.1f %% alike, which is what answers to this task have in"
            + " common anyway.",
        pairs.pairs().size(), 100 * pairs.median());
    Set<String> left = new TreeSet<>(answers.students().values());
    pairs.pairs().forEach(pair -> left.removeAll(List.of(pair.first(), pair.second())));
    if (!left.isEmpty()) {
      say(
          "not compared, since they do not parse or hold little more than the starter: %s",
          String.join(", ", left));
    }
    if (!answers.unread().isEmpty()) {
      say("could not be read: %s", String.join(", ", answers.unread()));
    }
    say("written: %s, similarity.jplag", out.resolve(Pairs.FILE));
  }

  private void say(String text, Object... parts) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(String.format(Locale.ROOT, text, parts));
    terminal.flush();
  }

  /** Moves a file that is whole to where it may replace another one. */
  private static void moved(Path from, Path to) throws IOException {
    WholeFile.write(to, Files.readAllBytes(from));
  }

  private static Path copied(String resource, Path scratch) throws IOException {
    try (InputStream in =
        SimilarityCommand.class.getResourceAsStream("/unroll/grade/similarity/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("The kit lacks unroll/grade/similarity/" + resource);
      }
      // under its own name a compiler that sees the kit would take it for the kit's source
      Path copy = scratch.resolve(resource.replace(".java.txt", ".java"));
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    }
  }
}
