package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import unroll.app.page.LessonRuns;
import unroll.app.page.PageServer;
import unroll.kernel.KernelSpec;

/**
 * Opens the course: finds or provides a Jupyter; where none is to be had, serves the finished
 * pages.
 */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = {
      "Open the course in Jupyter. This is what mvn alone runs.",
      "Jupyter is looked for in this order: one installed; a private Python environment under target/; Debian's packages, when root."
          + " With none to be had, the lessons are run here and served as finished pages."
    },
    footer = {
      "",
      "Examples:",
      "  java -jar target/unroll.jar open",
      "  java -jar target/unroll.jar open 15-shakespeare",
      "  mvn -Dunroll.args=\"--no-browser --port 8899\"",
      "  java -jar target/unroll.jar open --install       for VS Code and friends"
    })
final class OpenCommand implements Callable<Integer> {
  private static final String FIRST_LESSON = "00-start";

  @Option(names = "--no-browser", description = "Print the address, open no browser.")
  private boolean noBrowser;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Listen here; must be free. Else the first free port from " + Port.USUAL + " on.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--install",
      description =
          "Register the Java kernel for your user, so that VS Code and other notebooks find it; open nothing.")
  private boolean install;

  @Option(
      names = "--offline",
      description =
          "Install nothing: use the Jupyter that is here, or else the finished pages. UNROLL_OFFLINE=1 says the same.")
  private boolean offline;

  @Option(
      names = "--pages",
      description = "Serve the finished pages without looking for a Jupyter.")
  private boolean pages;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "LESSON",
      defaultValue = FIRST_LESSON,
      description = "A lesson's name, number or file; default: ${DEFAULT-VALUE}.")
  private String lesson;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireJdk();
    if (install) {
      say("registered the Java kernel in " + KernelInstall.forUser());
      return 0;
    }
    Course course = Course.find();
    Path first = course.lesson(lesson);
    int number = port.isPresent() ? Port.exactly(port.get()) : Port.freeFrom(Port.USUAL);
    if (course.readOnly()) {
      say(
          "this checkout is read-only: lessons run, but changes to them cannot be saved; running files go to "
              + course.cache());
    }
    boolean browser = !noBrowser && hasDesktop();
    if (!pages) {
      Path kernels = course.cache().resolve("jupyter");
      KernelSpec.forThisJava(KernelSpec.thisJar()).writeBelow(kernels);
      JupyterServer.Wish wish = new JupyterServer.Wish(course, kernels, first, number, browser);
      Optional<JupyterServer> server =
          ladder(course).climb(jupyter -> JupyterServer.start(jupyter, wish));
      if (server.isPresent()) {
        return stay(server.get(), browser);
      }
    }
    return servePages(course, first, number, browser);
  }

  private Ladder ladder(Course course) {
    boolean mayInstall = !offline && !"1".equals(System.getenv("UNROLL_OFFLINE"));
    SearchPath path = SearchPath.ofEnvironment();
    Path log = course.cache().resolve("apt.log");
    return new Ladder(
        List.of(
            new InstalledJupyter(path, InstalledJupyter.LIMIT),
            new PrivateVenv(path, course.cache(), mayInstall, this::say),
            new DebianPackages(path, log, JupyterServer.isRoot(), mayInstall, this::say)),
        this::say);
  }

  private int stay(JupyterServer server, boolean browser) throws InterruptedException {
    say(browser ? "the course opens in your browser; its address is" : "the course is open at");
    say("  " + server.address());
    say("Ctrl-C ends it (log " + server.log() + ")");
    int status = server.awaitEnd();
    say("Jupyter has ended");
    return status == 0 ? 0 : Failure.FAILED;
  }

  private int servePages(Course course, Path first, int number, boolean browser)
      throws IOException, InterruptedException {
    LessonRuns runs = LessonRuns.of(course.lessons(), new ChildRunner());
    runs.prefer(LessonRuns.nameOf(first));
    try (PageServer server = PageServer.start(number, course.notebooks(), runs)) {
      say("no Jupyter: the lessons are run here, and their pages are at");
      say("  " + server.address(LessonRuns.nameOf(first)));
      say("Ctrl-C ends it");
      if (browser) {
        Browser.open(server.address(LessonRuns.nameOf(first)));
      }
      runs.runAll();
      say("every lesson has been run");
      // until somebody ends us
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private static boolean hasDesktop() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return system.startsWith("windows")
        || system.startsWith("mac")
        || !System.getenv().getOrDefault("DISPLAY", "").isBlank()
        || !System.getenv().getOrDefault("WAYLAND_DISPLAY", "").isBlank();
  }

  /** A Java that only runs programs has no JShell, which runs the cells of a lesson. */
  private static void requireJdk() {
    for (String module : List.of("jdk.jshell", "jdk.compiler")) {
      if (ModuleFinder.ofSystem().find(module).isEmpty()) {
        throw new UserError(
            "this Java ("
                + System.getProperty("java.home")
                + ") has no "
                + module
                + ", so it cannot run lessons; install a full JDK 17 or later and point JAVA_HOME and PATH at it");
      }
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
