package unroll.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A peer in a process of its own. It reads commands and answers each with a line that begins with
 * {@code @}; everything else on its output is the library's own talk. The Python peers speak the
 * same way.
 *
 * <pre>
 *   open KIND LAYERS HIDDEN BATCH WINDOW FILE THREADS    @ ok
 *   steps N            @ losses L1 L2 ...                N training steps
 *   run SECONDS        @ ran STEPS SECONDS               as many whole steps as go into it, at least 1
 *   sample SECONDS     @ ran CHARACTERS SECONDS
 * </pre>
 *
 * <p>An answer may also be {@code @ missing} or {@code @ error} and the reason.
 */
final class PeerMain {
  private static final int CHARACTERS = 50;

  private PeerMain() {}

  public static void main(String[] arguments) throws IOException {
    try (Peer peer = make(arguments[0])) {
      answer("ready " + peer.versions());
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        try {
          answer(obey(peer, line.split(" ")));
        } catch (UnsupportedOperationException e) {
          answer("missing " + e.getMessage());
        } catch (Exception | LinkageError e) {
          e.printStackTrace();
          answer("error " + String.valueOf(e).lines().findFirst().orElse(""));
        }
      }
    } catch (LinkageError | RuntimeException e) {
      e.printStackTrace();
      answer("missing " + e.toString().lines().findFirst().orElse(""));
    }
    System.exit(0);
  }

  private static Peer make(String name) {
    return switch (name) {
      case "unroll-float" -> new UnrollPeer(unroll.matrix.Precision.FLOAT);
      case "unroll-double" -> new UnrollPeer(unroll.matrix.Precision.DOUBLE);
      case "djl" -> new DjlPeer();
      case "dl4j" -> new Dl4jPeer();
      case "ejml" -> new EjmlPeer();
      default -> throw new IllegalArgumentException("there is no peer \"" + name + "\"");
    };
  }

  private static String obey(Peer peer, String[] words) throws Exception {
    switch (words[0]) {
      case "open" -> {
        Shape shape =
            new Shape(
                "",
                Shape.Kind.valueOf(words[1].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]));
        peer.open(Workload.of(shape), Integer.parseInt(words[7]));
        return "ok";
      }
      case "steps" -> {
        return "losses "
            + Arrays.stream(peer.steps(Integer.parseInt(words[1])))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
      }
      case "run" -> {
        long start = System.nanoTime();
        double seconds = Double.parseDouble(words[1]);
        int steps = 0;
        double gone = 0;
        int next = 1;
        do {
          peer.steps(next);
          steps += next;
          gone = (System.nanoTime() - start) * 1e-9;
          next = (int) Math.max(1, Math.min(steps, (seconds - gone) * steps / gone / 2));
        } while (gone < seconds);
        return "ran " + steps + " " + gone;
      }
      case "sample" -> {
        long start = System.nanoTime();
        double seconds = Double.parseDouble(words[1]);
        int characters = 0;
        do {
          peer.sample(CHARACTERS);
          characters += CHARACTERS;
        } while ((System.nanoTime() - start) * 1e-9 < seconds);
        return "ran " + characters + " " + (System.nanoTime() - start) * 1e-9;
      }
      default -> throw new IllegalArgumentException("no command \"" + words[0] + "\"");
    }
  }

  private static void answer(String line) {
    System.out.println("@ " + line);
    System.out.flush();
  }
}
