package unroll.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How Jupyter starts the kernel: a folder {@code kernels/java} with a {@code kernel.json}.
 *
 * @param java the program that runs Java, absolute
 * @param jar the kit, absolute
 */
public record KernelSpec(Path java, Path jar) {
  /** The name under which notebooks ask for the kernel. */
  public static final String NAME = "java";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** Makes both paths absolute: Jupyter starts kernels in the folder of the notebook. */
  public KernelSpec {
    java = java.toAbsolutePath().normalize();
    jar = jar.toAbsolutePath().normalize();
  }

  /**
   * A kernel that runs on the Java that runs this program.
   *
   * @param jar the kit
   * @return how to start it
   */
  public static KernelSpec forThisJava(Path jar) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return new KernelSpec(
        Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java"), jar);
  }

  /**
   * The jar that this program runs from.
   *
   * @return the jar, absolute
   * @throws IOException if it runs from loose classes, which no kernel can be started from
   */
  public static Path thisJar() throws IOException {
    Path place;
    try {
      place = Path.of(KernelSpec.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IOException("cannot tell where the kit's jar is", e);
    }
    if (!Files.isRegularFile(place)) {
      throw new IOException(
          "the kit must run from its jar to be a kernel: build it with mvn, then java -jar"
              + " target/unroll.jar");
    }
    return place.toAbsolutePath();
  }

  /**
   * Where this user's Jupyter looks for kernels.
   *
   * @return the folder that Jupyter calls its data directory; kernels are in {@code kernels} below
   */
  public static Path userFolder() {
    Map<String, String> environment = System.getenv();
    Path home = Path.of(System.getProperty("user.home"));
    if (environment.containsKey("JUPYTER_DATA_DIR")) {
      return Path.of(environment.get("JUPYTER_DATA_DIR"));
    }
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return home.resolve("Library/Jupyter");
    }
    if (system.startsWith("windows")) {
      String roaming = environment.get("APPDATA");
      return roaming == null ? home.resolve(".jupyter/data") : Path.of(roaming, "jupyter");
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return (data.isEmpty() ? home.resolve(".local/share") : Path.of(data)).resolve("jupyter");
  }

  /**
   * Writes the kernel below a folder of Jupyter's.
   *
   * @param jupyter a folder that is, or will be, on {@code JUPYTER_PATH}
   * @return the file {@code kernel.json}
   * @throws IOException if it cannot be written
   */
  public Path writeBelow(Path jupyter) throws IOException {
    Path folder = jupyter.resolve("kernels").resolve(NAME);
    Files.createDirectories(folder);
    Path file = folder.resolve("kernel.json");
    // not createTempFile, whose files only this user may read: the kernel may be for all users
    Path draft = folder.resolve("kernel" + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(draft, GSON.toJson(content()) + "\n");
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    return file;
  }

  /**
   * Writes the kernel where the kit is, or, if nothing can be written there, into a cache folder of
   * this user's.
   *
   * @return the folder to put on {@code JUPYTER_PATH}, absolute
   * @throws IOException if neither can be written
   */
  public Path writePrivately() throws IOException {
    Path beside = jar.resolveSibling("jupyter");
    try {
      writeBelow(beside);
      return beside;
    } catch (IOException readOnly) {
      Path cache = cacheFolder().resolve(Integer.toHexString(jar.toString().hashCode()));
      writeBelow(cache);
      return cache;
    }
  }

  private static Path cacheFolder() {
    String local =
        System.getenv()
            .getOrDefault("XDG_CACHE_HOME", System.getenv().getOrDefault("LOCALAPPDATA", ""));
    Path home = Path.of(System.getProperty("user.home"));
    return (local.isEmpty() ? home.resolve(".cache") : Path.of(local)).resolve("unroll/jupyter");
  }

  private Map<String, Object> content() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put(
        "argv",
        List.of(
            java.toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "-jar",
            jar.toString(),
            "kernel",
            "{connection_file}"));
    spec.put("display_name", "Java (Unroll)");
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    return spec;
  }
}
