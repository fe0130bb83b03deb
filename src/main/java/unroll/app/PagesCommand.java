package unroll.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unroll.app.page.Site;

/** {@code unroll pages}: the course as a folder of pages to read in any browser. */
@Command(
    name = "pages",
    mixinStandardHelpOptions = true,
    description = {
      "Writes every lesson, with the outputs it is stored with, as pages to read in any browser.",
      "The folder needs no server and asks nothing of any other host: open its index.html, or put it on one."
    },
    footer = {
      "",
      "Examples: unroll pages --out site",
      "          unroll pages --out site && python3 -m http.server -d site"
    })
public final class PagesCommand implements Callable<Integer> {
  /** Tells a folder of ours, which may be replaced, from anything else. */
  private static final String MARK = "static/sections.js";

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where to; replaced as a whole if it holds pages written before.")
  private Path out;

  /** Makes the command; picocli fills it in. */
  public PagesCommand() {}

  /**
   * Writes the pages beside the folder and moves them there when all are written.
   *
   * @return exit status 0
   * @throws IOException if they cannot be written; what was in the folder is then still there
   */
  @Override
  public Integer call() throws IOException {
    Course course = Course.find();
    Path folder = out.toAbsolutePath().normalize();
    if (Files.exists(folder) && !isEmpty(folder) && !Files.exists(folder.resolve(MARK))) {
      throw new UserError(folder + " holds something else; give a new folder to --out");
    }
    Site site = Site.of(course.lessons(), course.root().resolve("README.md"));
    try (Draft draft = Draft.in(folder.getParent(), folder.getFileName().toString())) {
      PrintWriter console = spec.commandLine().getOut();
      site.write(draft.folder(), name -> console.println("  " + name));
      long bytes = size(draft.folder());
      draft.replace(draft.folder(), folder);
      console.printf(
          Locale.ROOT,
          "%d lessons, %.1f MB: open %s%n",
          course.lessons().size(),
          bytes / 1e6,
          folder.resolve("index.html"));
    }
    return 0;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
