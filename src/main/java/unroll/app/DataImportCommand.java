package unroll.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import unroll.data.Imported;

/** {@code unroll data import}: checks files of one's own and keeps them for the lessons. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Checks files of your own and copies them to where lessons find them by name.",
      "KIND is text (files in UTF-8), idx (images, then labels: MNIST, EMNIST; plain or .gz),",
      "midi (a folder) or svhn (a 32x32 .mat file)."
    },
    footer = {
      "",
      "Examples:",
      "  unroll data import text my-book.txt",
      "  unroll data import idx emnist-letters-train-images-idx3-ubyte.gz \\",
      "      emnist-letters-train-labels-idx1-ubyte.gz --name letters",
      "  unroll data import midi chorales --to /data/chorales",
      "  unroll data import svhn train_32x32.mat --name house-numbers",
      "",
      "In a lesson: Imported.named(\"letters\").images(), .corpus() of text, .scores() of midi.",
      "Exit status: 0 imported, 1 could not be read or written, 2 a file does not fit."
    })
public final class DataImportCommand implements Callable<Integer> {
  private static final List<String> KINDS = List.of("text", "idx", "midi", "svhn");

  @Parameters(index = "0", paramLabel = "KIND", description = "text, idx, midi or svhn.")
  private String kind;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "What to import.")
  private List<Path> files;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name that lessons use; without it, that of the first file.")
  private String name;

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "Where to copy, not there yet; without it, datasets/imported/NAME.")
  private Path to;

  @Option(
      names = "--classes",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many classes an idx set has; without it, the largest label and one.")
  private int classes;

  @Spec private CommandSpec spec;

  /** Makes the command; picocli fills it in. */
  public DataImportCommand() {}

  /**
   * Imports.
   *
   * @return exit status 0
   * @throws IOException if a file cannot be read or written
   */
  @Override
  public Integer call() throws IOException {
    if (!KINDS.contains(kind)) {
      throw new UserError(kind + " cannot be imported: give text, idx, midi or svhn");
    }
    if (!kind.equals("text") && files.size() != (kind.equals("idx") ? 2 : 1)) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s takes %s, not %d: see unroll data import --help",
              kind,
              kind.equals("idx") ? "two files, images and labels" : "one",
              files.size()));
    }
    if (classes < 0 || classes > 256) {
      throw new UserError("--classes " + classes + ": a label is a byte, so 1 to 256");
    }
    Path folder = to != null ? to : destination();
    Imported imported = imported(folder);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Imported %d file%s to %s: %s.%n",
            imported.files().size(),
            imported.files().size() == 1 ? "" : "s",
            imported.folder(),
            imported.summary());
    return 0;
  }

  private Imported imported(Path folder) throws IOException {
    return switch (kind) {
      case "text" -> Imported.text(files, folder);
      case "idx" -> Imported.idx(files.get(0), files.get(1), classes, folder);
      case "midi" -> Imported.midi(files.get(0), folder);
      default -> Imported.svhn(files.get(0), folder);
    };
  }

  private Path destination() {
    try {
      return Imported.folderOf(name != null ? name : nameOf(files.get(0)));
    } catch (IllegalStateException nowhere) {
      throw new UserError(nowhere.getMessage(), nowhere);
    }
  }

  /** The first file's name up to its first dot, without what no name may have. */
  private static String nameOf(Path file) {
    String last = String.valueOf(file.toAbsolutePath().normalize().getFileName());
    String plain = last.replaceFirst("(?<=.)\\..*", "").replaceAll("[^A-Za-z0-9_-]", "-");
    return plain.length() > 64 ? plain.substring(0, 64) : plain;
  }
}
