package unroll.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.sandbox.Sandbox;

/**
 * Wrong answers that try to be marked right: each earns what its wrong answer deserves, and the
 * grader goes on. The attacks are sources, in {@code attacks/}; each says in comments what it tries
 * and what it deserves.
 */
class AttackTest {
  private static final Path ATTACKS = Path.of("src/test/resources/unroll/grade/attacks");
  private static final Pattern NOTE = Pattern.compile("// (Deserves|Verdict|Finds): (.+)");
  private static final Pattern WITHOUT =
      Pattern.compile("(at most )?what an answer without (.+) deserves");
  private static final int WORKERS = 2;

  private static final Exercise EXERCISE = Exercise.named(Path.of("").toAbsolutePath(), "02-elman");

  private static final Map<String, Marks> MARKS = new TreeMap<>();
  private static final Map<String, Marks> WITHOUT_METHODS = new TreeMap<>();
  private static final AtomicInteger CONNECTIONS = new AtomicInteger();

  private static Marks right;
  private static Marks wrong;
  private static Marks rightAtTheEnd;

  @BeforeAll
  static void attack() throws IOException, InterruptedException, ExecutionException {
    Sandbox sandbox = Sandbox.best();
    assumeTrue(
        sandbox.name().equals("bubblewrap"),
        "The attacks need bubblewrap, which cannot be used here: "
            + Sandbox.ladder().get(0).refusal());
    ExecutorService two = Executors.newFixedThreadPool(WORKERS);
    try (Marker marker = Marker.open(EXERCISE, sandbox, WORKERS);
        ServerSocket server = listening()) {
      right = marker.mark(submission("right", "public class Elman extends Right {}", server));
      wrong = marker.mark(submission("wrong", "public class Elman extends Wrong {}", server));
      for (String missing : List.of("step", "forward", "loss", "step and forward")) {
        WITHOUT_METHODS.put(missing, marker.mark(submission(missing, without(missing), server)));
      }
      Map<String, Future<Marks>> running = new LinkedHashMap<>();
      for (Path attack : attacks()) {
        Submission submission = submission(name(attack), Files.readString(attack), server);
        running.put(name(attack), two.submit(() -> marker.mark(submission)));
      }
      for (Map.Entry<String, Future<Marks>> each : running.entrySet()) {
        MARKS.put(each.getKey(), each.getValue().get());
      }
      rightAtTheEnd =
          marker.mark(submission("right", "public class Elman extends Right {}", server));
    } finally {
      two.shutdownNow();
    }
  }

  @AfterAll
  static void forget() {
    MARKS.clear();
  }

  @TestFactory
  Stream<DynamicTest> earnsWhatItDeserves() throws IOException {
    return attacks().stream()
        .map(
            attack ->
                dynamicTest(
                    name(attack), () -> judge(attack, MARKS.get(name(attack)), "bubblewrap")));
  }

  private static void judge(Path attack, Marks marks, String sandbox) throws IOException {
    Map<String, String> notes = notes(attack);
    Report report = marks.report();
    switch (notes.get("Deserves")) {
      case "full marks" -> assertEquals(report.possible(), report.points(), report::text);
      case "0 points" -> assertEquals(0, report.points(), report::text);
      case "compile error" -> {
        assertEquals(Outcome.COMPILE_ERROR, marks.verdict(), report::text);
        assertEquals(0, report.points(), report::text);
      }
      case "what the wrong answer deserves" ->
          assertTrue(report.points() <= wrong.report().points(), report::text);
      case "less than full marks" -> assertTrue(report.points() < report.possible(), report::text);
      default -> {
        Matcher missing = WITHOUT.matcher(notes.get("Deserves"));
        assertTrue(missing.matches(), notes.get("Deserves"));
        int honest = WITHOUT_METHODS.get(missing.group(2)).report().points();
        assertTrue(report.points() <= honest, report::text);
        // where a time-out takes tests away that would have passed, it may be less
        assertTrue(missing.group(1) != null || report.points() == honest, report::text);
      }
    }
    if (notes.containsKey("Verdict")) {
      assertTrue(
          List.of(notes.get("Verdict").split(" or ")).contains(marks.verdict().words()),
          report::text);
    }
    assertTrue(
        report.tests().stream().noneMatch(test -> test.outcome() == Outcome.GRADER_FAULT),
        report::text);
    assertFalse(report.text().contains("FOUND"), report::text);
    assertEquals(sandbox, marks.sandbox());
    assertTrue(marks.official());
  }

  @Test
  void answersOfTheRightMatchTheReference() {
    assertEquals(right.report().possible(), right.report().points(), right.report()::text);
  }

  @Test
  void wrongAnswerLosesEveryTask() {
    for (int task : EXERCISE.tasks().keySet()) {
      assertFalse(wrong.report().passed(task), wrong.report()::text);
    }
  }

  @Test
  void noAttackHarmsTheAnswerAfterIt() {
    assertEquals(
        right.report().points(), rightAtTheEnd.report().points(), rightAtTheEnd.report()::text);
  }

  @Test
  void nobodyOutsideWasTalkedTo() {
    assertEquals(0, CONNECTIONS.get());
  }

  @Test
  void noProcessIsLeftBehind() throws InterruptedException {
    Set<String> left = leftBehind();
    for (int i = 0; i < 50 && !left.isEmpty(); i++) {
      // the kernel takes a moment to clear a namespace
      Thread.sleep(100);
      left = leftBehind();
    }
    assertEquals(Set.of(), left);
  }

  private static Set<String> leftBehind() {
    Set<String> left = new HashSet<>();
    ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains("sleep 604"))
        .forEach(left::add);
    return left;
  }

  /** Attacks that find something outside of a sandbox: else their finding nothing says nothing. */
  @TestFactory
  Stream<DynamicTest> findsSomethingWhereThereIsNoSandbox() {
    Marker marker = Marker.open(EXERCISE, Sandbox.none(), 1);
    return Stream.of("ReadsWhatIsNotItsOwn", "OpensSockets", "LeavesChildrenBehind")
        .map(
            name ->
                dynamicTest(
                    name,
                    () -> {
                      String attack = Files.readString(ATTACKS.resolve(name + ".java.txt"));
                      try (ServerSocket server = listening()) {
                        Marks marks = marker.mark(submission(name, attack, server));
                        assertTrue(marks.report().text().contains("FOUND"), marks.report()::text);
                        assertFalse(marks.official());
                      }
                    }))
        .onClose(marker::close);
  }

  /**
   * What a separate user promises is less: nothing of the network, or of files that all may read.
   */
  @TestFactory
  Stream<DynamicTest> earnsNoMoreAsASeparateUser(@TempDir Path home) throws IOException {
    Sandbox.Rung rung = Sandbox.ladder().get(1);
    assumeTrue(rung.sandbox().isPresent(), "No separate user can be had here: " + rung.refusal());
    copy("exercises/e02_elman", home);
    copy("solutions/e02_elman", home);
    Marker marker = Marker.open(Exercise.named(home, "02-elman"), rung.sandbox().orElseThrow(), 1);
    return Stream.of(
            "ReadsTheSolution",
            "HaltsInACall",
            "BombsWithForks",
            "BombsWithThreads",
            "BombsTheHeap",
            "BombsTheOutput",
            "ForgesFramesOnEveryDescriptor",
            "TakesTheWire",
            "InterruptsItsKeeper")
        .map(
            name ->
                dynamicTest(
                    name,
                    () -> {
                      Path attack = ATTACKS.resolve(name + ".java.txt");
                      try (ServerSocket server = listening()) {
                        Submission submission =
                            submission(name, Files.readString(attack), home, server);
                        judge(attack, marker.mark(submission), "separate uid");
                      }
                    }))
        .onClose(marker::close);
  }

  private static void copy(String folder, Path home) throws IOException {
    Files.createDirectories(home.resolve(folder));
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.createDirectories(home.resolve(file).getParent());
        Files.copy(file, home.resolve(file));
      }
    }
  }

  private static Map<String, String> notes(Path attack) throws IOException {
    Map<String, String> notes = new TreeMap<>();
    Matcher note = NOTE.matcher(Files.readString(attack));
    while (note.find()) {
      notes.put(note.group(1), note.group(2));
    }
    return notes;
  }

  private static ServerSocket listening() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try {
                  server.accept().close();
                  CONNECTIONS.incrementAndGet();
                } catch (IOException e) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /** A submission of an attack's files, with a right and a wrong answer for it to extend. */
  private static Submission submission(String name, String text, ServerSocket server)
      throws IOException {
    return submission(name, text, Path.of("").toAbsolutePath(), server);
  }

  private static Submission submission(String name, String text, Path course, ServerSocket server)
      throws IOException {
    Map<String, String> sources = new TreeMap<>();
    String filled =
        text.replace("@COURSE@", course.toString())
            .replace("@PORT@", String.valueOf(server.getLocalPort()))
            .replace("@DEEP@", "~".repeat(100_000) + "1");
    String file = "Elman.java";
    for (String part : filled.split("(?m)^// File: ")) {
      String[] headAndRest = part.split("\n", 2);
      if (part != filled && headAndRest[0].endsWith(".java")) {
        file = headAndRest[0];
        part = headAndRest[1];
      }
      sources.put(file, part.startsWith("package") ? part : "package e02_elman;\n" + part);
    }
    sources.put(
        "Right.java",
        Files.readString(EXERCISE.reference()).replace("class Elman ", "class Right "));
    sources.put("Wrong.java", WRONG);
    return Submission.of(name, sources);
  }

  /** An honest answer in which some methods are not written yet. */
  private static String without(String methods) {
    StringBuilder text =
        new StringBuilder(
            """
            import java.util.List;
            import org.ejml.data.DMatrixRMaj;
            public class Elman extends Right {
              UnsupportedOperationException todo() {
                return new UnsupportedOperationException("to do");
              }
            """);
    if (methods.contains("step")) {
      text.append("public Step step(Weights w, DMatrixRMaj x, DMatrixRMaj h) { throw todo(); }\n");
    }
    if (methods.contains("forward")) {
      text.append("public List<Step> forward(Weights w, List<DMatrixRMaj> x, DMatrixRMaj h) {")
          .append(" throw todo(); }\n");
    }
    if (methods.contains("loss")) {
      text.append("public double loss(List<DMatrixRMaj> o, int[][] y) { throw todo(); }\n");
    }
    return text.append("}\n").toString();
  }

  private static List<Path> attacks() throws IOException {
    try (Stream<Path> files = Files.list(ATTACKS)) {
      return files.sorted().toList();
    }
  }

  private static String name(Path attack) {
    return attack.getFileName().toString().replace(".java.txt", "");
  }

  /** Zeros everywhere. */
  private static final String WRONG =
      """
      package e02_elman;
      import java.util.ArrayList;
      import java.util.List;
      import org.ejml.data.DMatrixRMaj;
      public class Wrong implements ElmanNetwork {
        @Override public Step step(Weights weights, DMatrixRMaj x, DMatrixRMaj h) {
          return new Step(
              new DMatrixRMaj(x.numRows, weights.b().numCols),
              new DMatrixRMaj(x.numRows, weights.c().numCols));
        }
        @Override
        public List<Step> forward(Weights weights, List<DMatrixRMaj> inputs, DMatrixRMaj initial) {
          List<Step> steps = new ArrayList<>();
          for (DMatrixRMaj x : inputs) steps.add(step(weights, x, initial));
          return steps;
        }
        @Override public double loss(List<DMatrixRMaj> logits, int[][] targets) { return 0; }
      }
      """;
}
