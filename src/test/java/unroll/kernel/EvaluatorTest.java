package unroll.kernel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EvaluatorTest {
  private final Evaluator session = Evaluator.withGrace(300);
  private int cells;

  @AfterEach
  void close() {
    session.close();
  }

  private Outcome run(String... lines) {
    return session.evaluate(String.join("\n", lines), ++cells);
  }

  private Object value(String... lines) {
    Outcome outcome = run(lines);
    return outcome
        .result()
        .orElseThrow(() -> new AssertionError("no value but " + outcome))
        .value();
  }

  private CellError error(String... lines) {
    Outcome outcome = run(lines);
    return outcome.error().orElseThrow(() -> new AssertionError("no error but " + outcome));
  }

  @Test
  void expressionHasItsValue() {
    assertEquals(3, value("1 + 2"));
  }

  @Test
  void valueIsTheObjectItself() {
    assertArrayEquals(new int[] {1, 2}, (int[]) value("new int[] {1, 2}"));
  }

  @Test
  void nullIsAValue() {
    assertEquals(null, value("String s = null;", "s"));
  }

  @Test
  void semicolonHidesTheValue() {
    assertTrue(run("1 + 2;").result().isEmpty());
  }

  @Test
  void commentAfterTheSemicolonHidesItToo() {
    assertTrue(run("int q = 4;", "q; // nothing to see").result().isEmpty());
  }

  @Test
  void onlyTheLastExpressionIsShown() {
    assertEquals("b", value("\"a\";", "\"b\""));
  }

  @Test
  void assignmentShowsNothing() {
    assertTrue(run("int x = 1;", "x = 2").result().isEmpty());
  }

  @Test
  void callWithoutResultShowsNothing() {
    assertTrue(run("java.util.List.of().forEach(x -> {})").result().isEmpty());
  }

  @Test
  void emptyCellDoesNothing() {
    assertTrue(run("  ", " // only this").succeeded());
  }

  @Test
  void laterCellsSeeEarlierOnes() {
    run("int twice(int n) { return 2 * n; }");
    assertEquals(14, value("twice(7)"));
  }

  @Test
  void compileErrorNamesTheLineOfTheCell() {
    assertEquals(3, error("int a = 1;", "", "int b = \"text\";").line());
  }

  @Test
  void compileErrorShowsTheLineAndACaretUnderTheFault() {
    assertEquals(
        List.of(
            "Line 2: incompatible types: java.lang.String cannot be converted to int",
            "      int b = \"text\";",
            "              ^^^^^^"),
        error("int a = 1;", "  int b = \"text\";").traceback());
  }

  @Test
  void compileErrorInsideAMethodNamesItsLine() {
    assertEquals(3, error("// first", "int f(int n) {", "  return n.length();", "}").line());
  }

  @Test
  void nameThatNothingDeclaresIsAnErrorEvenInAMethod() {
    assertEquals(
        CellError.COMPILE_ERROR, error("int f() {", "  return noSuchThing(1);", "}").name());
  }

  @Test
  void unknownNameIsToldWithoutNamesOfOurOwn() {
    assertEquals(
        List.of("Line 1: cannot find symbol", "  symbol:   variable kept", "    kept", "    ^^^^"),
        String.join("\n", error("kept").traceback()).lines().toList());
  }

  @Test
  void interruptBetweenTwoStatementsIsNotLost() throws InterruptedException {
    Thread user = new Thread(session::interrupt);
    DeafLibrary.ON_CALL.set(
        () -> {
          user.start();
          try {
            user.join();
          } catch (InterruptedException e) {
            // the interrupt under test, taken by the library; it is as if the library had set it
            // back
            Thread.currentThread().interrupt();
          }
        });
    assertEquals(
        CellError.INTERRUPTED,
        error("unroll.kernel.DeafLibrary.call();", "Thread.sleep(40000);").name());
  }

  @Test
  void methodsOfOneCellMayCallEachOther() {
    assertTrue(run("int f() { return g(); }", "int g() { return 1; }").succeeded());
  }

  @Test
  void variableOfAClassThatComesLaterIsAnError() {
    assertEquals(1, error("Late late = new Late();", "class Late {}").line());
  }

  @Test
  void unfinishedCellRunsNothing() {
    run("int started = 0;");
    assertEquals(CellError.COMPILE_ERROR, error("started = 1;", "for (;;) {").name());
    assertEquals(0, value("started"));
  }

  @Test
  void brokenSyntaxNamesItsLine() {
    assertEquals(3, error("int a = 1;", "", "int x = = 3;").line());
  }

  @Test
  void statementsAfterAFailingOneDoNotRun() {
    run("int reached = 0;");
    error("int zero = 0;", "int bad = 1 / zero;", "reached = 1;");
    assertEquals(0, value("reached"));
  }

  @Test
  void exceptionNamesTheLineOfTheCell() {
    assertEquals(3, error("int a = 0;", "int b = 1;", "int c = b / a;").line());
  }

  @Test
  void exceptionInsideAStatementOfManyLinesNamesItsLine() {
    assertEquals(
        4,
        error("int[] xs = {1};", "for (int i = 0; i < 3; i++) {", "  // here", "  xs[i]++;", "}")
            .line());
  }

  @Test
  void traceShowsTheLinesThatLedThere() {
    assertEquals(
        List.of(
            "java.lang.IllegalStateException: boom",
            "    at line 2: throw new IllegalStateException(\"boom\");",
            "    at line 4: f();"),
        error("void f() {", "  throw new IllegalStateException(\"boom\");", "}", "f();")
            .traceback());
  }

  @Test
  void traceNamesLinesOfEarlierCells() {
    run("int div(int a) {", "  return 1 / a;", "}");
    assertTrue(error("div(0)").traceback().contains("    at cell [1] line 2: return 1 / a;"));
  }

  @Test
  void lineOfAFailureInAnEarlierCellIsTheLineOfItsCall() {
    run("int div(int a) {", "  return 1 / a;", "}");
    assertEquals(2, error("int x = 1;", "div(0)").line());
  }

  @Test
  void exceptionInAMethodOfAClassNamesItsLine() {
    assertEquals(
        4,
        error(
                "class Box {",
                "  int n;",
                "  int half() {",
                "    return 1 / n;",
                "  }",
                "}",
                "new Box().half()")
            .line());
  }

  @Test
  void exceptionInALambdaNamesItsLine() {
    assertEquals(
        3,
        error(
                "List<Integer> list = List.of(0);",
                "list.forEach(",
                "    n -> System.out.println(1 / n));")
            .line());
  }

  @Test
  void causesAreKept() {
    List<String> report =
        error(
                "try {",
                "  Integer.parseInt(\"x\");",
                "} catch (NumberFormatException e) {",
                "  throw new IllegalStateException(\"outer\", e);",
                "}")
            .traceback();
    assertTrue(
        report.contains("Caused by: java.lang.NumberFormatException: For input string: \"x\""),
        () -> String.join("\n", report));
  }

  @Test
  void deepRecursionEndsInAShortReport() {
    CellError error = error("int down(int n) { return 1 + down(n + 1); }", "down(0)");
    assertAll(
        () -> assertEquals("java.lang.StackOverflowError", error.name()),
        () -> assertTrue(error.traceback().size() < 20));
  }

  @Test
  void recursionMayBeDeep() {
    assertEquals(
        50000, value("int down(int n) { return n == 0 ? 0 : 1 + down(n - 1); }", "down(50000)"));
  }

  @Test
  void methodThatCallsWhatIsNotDeclaredNamesIt() {
    CellError error = error("", "int twice(int n) {", "  return once(n) + once(n);", "}");
    assertEquals(
        "this uses method once(int), which nothing has declared yet; run or write that first",
        error.message());
  }

  @Test
  void redeclaredVariableHasItsNewType() {
    run("int v = 1;");
    assertEquals("now text", value("String v = \"now text\";", "v"));
  }

  @Test
  void redeclaredMethodIsUsedByItsCallers() {
    run("int one() { return 1; }", "int callOne() { return one(); }");
    run("int one() { return 11; }");
    assertEquals(11, value("callOne()"));
  }

  @Test
  void redeclaringAClassSaysWhichVariablesLostTheirValue() {
    run("class P { int a = 1; }", "P p = new P();");
    Outcome again = run("class P { int b = 2; }");
    assertTrue(again.notes().toString().contains("note: p lost its value"), again::toString);
  }

  @Test
  void sameClassDeclaredAgainIsNoMatter() {
    run("class P { int a = 1; }", "P p = new P();");
    run("class P { int a = 1; }", "P p = new P();");
    assertEquals(1, value("p.a"));
  }

  @Test
  void ambiguousNameSaysHowToChoose() {
    run("import java.awt.*;");
    CellError error = error("List<String> names = null;");
    assertTrue(error.traceback().toString().contains("import the one you mean"), error::toString);
  }

  @Test
  void threadOfACellFindsTheClassesOfTheSession() {
    run("class Mine {}");
    assertEquals(
        "Mine",
        value(
            "Thread.currentThread().getContextClassLoader().loadClass(Mine.class.getName()).getSimpleName()"));
  }

  private Outcome runAndInterrupt(int times, String... lines) throws InterruptedException {
    Thread user =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < times; i++) {
                  Thread.sleep(i == 0 ? 1500 : 100);
                  session.interrupt();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    run("1");
    user.start();
    Outcome outcome = run(lines);
    user.join();
    return outcome;
  }

  @Test
  void interruptEndsASleep() throws InterruptedException {
    assertEquals(
        CellError.INTERRUPTED,
        runAndInterrupt(1, "Thread.sleep(30000);").error().orElseThrow().name());
  }

  @Test
  void interruptNamesTheLineThatWasBusy() throws InterruptedException {
    assertEquals(
        2, runAndInterrupt(1, "int a = 1;", "Thread.sleep(30000);").error().orElseThrow().line());
  }

  @Test
  void interruptEndsALoopThatNeverAsks() throws InterruptedException {
    assertEquals(
        CellError.INTERRUPTED,
        runAndInterrupt(1, "long n = 0;", "while (true) n++;").error().orElseThrow().name());
  }

  @Test
  void cellThatAsksKeepsItsWorkAndGoesOn() throws InterruptedException {
    Outcome outcome =
        runAndInterrupt(1, "int steps = 0;", "while (!Thread.interrupted()) steps++;", "steps > 0");
    assertEquals(true, outcome.result().orElseThrow().value());
  }

  @Test
  void cellThatSwallowsInterruptsEndsAtTheSecond() throws InterruptedException {
    Outcome outcome =
        runAndInterrupt(
            2,
            "while (true) {",
            "  try { Thread.sleep(50); } catch (InterruptedException e) {}",
            "}");
    assertEquals(CellError.INTERRUPTED, outcome.error().orElseThrow().name());
  }

  @Test
  void cellBusyInALibraryIsLeftBehind() throws InterruptedException {
    Outcome outcome = runAndInterrupt(1, "unroll.kernel.DeafLibrary.busy(6);");
    assertTrue(outcome.error().orElseThrow().message().contains("goes on in the background"));
  }

  @Test
  void laterCellRunsBesideOneLeftBehind() throws InterruptedException {
    runAndInterrupt(1, "unroll.kernel.DeafLibrary.busy(6);");
    assertEquals(5, value("int s = 0;", "for (int i = 0; i < 5; i++) s++;", "s"));
  }

  @Test
  void interruptBetweenCellsHarmsNone() {
    session.interrupt();
    assertEquals(2, value("Thread.sleep(20);", "1 + 1"));
  }

  @Test
  void interruptThatComesAtTheEndHarmsNoLaterCell() throws InterruptedException {
    runAndInterrupt(1, "Thread.sleep(30000);");
    assertEquals(false, value("Thread.sleep(20);", "Thread.currentThread().isInterrupted()"));
  }
}
