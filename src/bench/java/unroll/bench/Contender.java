package unroll.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody who takes part, and how its process is started.
 *
 * @param name as in the report and in {@code -Dbench.only=}
 * @param title in words
 * @param command what to start
 */
record Contender(String name, String title, List<String> command) {
  /** Everybody else is measured against it. */
  static final String FIRST = "unroll-float";

  private static final Path SCRIPTS = Path.of("src/bench/python");

  static List<Contender> all(Options options, int threads) {
    List<Contender> all = new ArrayList<>();
    all.add(java(FIRST, "Unroll, float", threads));
    all.add(java("unroll-double", "Unroll, double", threads));
    all.add(java("djl", "PyTorch through DJL, float", threads));
    all.add(python("torch", "PyTorch in Python, float", options, "torch_peer.py", "float"));
    all.add(
        python("torch-double", "PyTorch in Python, double", options, "torch_peer.py", "double"));
    all.add(java("dl4j", "DL4J, float", threads));
    all.add(java("ejml", "EJML alone, double", threads));
    all.add(python("numpy", "numpy, float", options, "numpy_peer.py"));
    return all;
  }

  private static Contender java(String name, String title, int threads) {
    return new Contender(
        name,
        title,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Xmx3g",
            "-Dunroll.threads=" + threads,
            "-Dai.djl.offline=true",
            "-Dai.djl.pytorch.num_threads=" + threads,
            "-Dai.djl.pytorch.num_interop_threads=1",
            "-cp",
            System.getProperty("java.class.path"),
            PeerMain.class.getName(),
            name));
  }

  private static Contender python(
      String name, String title, Options options, String script, String... more) {
    List<String> command = new ArrayList<>(List.of(options.python(), "-u"));
    command.add(SCRIPTS.resolve(script).toString());
    command.addAll(List.of(more));
    return new Contender(name, title, command);
  }

  /** What its environment must say for so many threads; an empty text takes a variable away. */
  static Map<String, String> environment(int threads, Path cache) {
    String number = String.valueOf(threads);
    return Map.of(
        "OMP_NUM_THREADS",
        number,
        "MKL_NUM_THREADS",
        number,
        "OPENBLAS_NUM_THREADS",
        number,
        // chosen for another program, they slow OpenBLAS down
        "OPENBLAS_CORETYPE",
        "",
        "OPENBLAS_L2_SIZE",
        "",
        "DJL_CACHE_DIR",
        cache.toAbsolutePath().toString(),
        "OPT_OUT_TRACKING",
        "true");
  }
}
