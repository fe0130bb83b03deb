package unroll.matrix;

import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * A way to do the arithmetic, chosen once, at start: the vector kernels where the JVM has the
 * Vector API, else the plain ones. The system property {@code unroll.kernels} ({@code plain} or
 * {@code vector}) decides instead. The choice is logged once, for {@code unroll.matrix}: as a
 * warning if the plain ones were not asked for, else as a detail that is not shown by default.
 *
 * @param name for people
 * @param doubles the kernels of 64-bit numbers
 * @param floats the kernels of 32-bit numbers
 */
record Provider(String name, Kernels doubles, Kernels floats) {
  private static final String PROPERTY = "unroll.kernels";
  private static final String MODULE = "jdk.incubator.vector";
  private static final String PLAIN = "plain Java";

  /** A refusal is kept and not thrown while classes are loading, where it would be buried. */
  private record Choice(Optional<Provider> provider, String refusal) {}

  private static final Choice CHOICE = choose();

  private static Choice choose() {
    try {
      String setting = System.getProperty(PROPERTY, "");
      Provider chosen = of(setting, ModuleLayer.boot().findModule(MODULE).isPresent());
      say(chosen, setting);
      return new Choice(Optional.of(chosen), "");
    } catch (IllegalStateException refusal) {
      return new Choice(Optional.empty(), refusal.getMessage());
    }
  }

  private static void say(Provider chosen, String setting) {
    System.Logger log = System.getLogger(Provider.class.getPackageName());
    if (setting.isEmpty() && chosen.name.equals(PLAIN)) {
      log.log(
          Level.WARNING,
          "computing with plain Java, about ten times slower: start java with --add-modules "
              + MODULE);
    } else {
      log.log(Level.DEBUG, () -> "computing with: " + chosen.name);
    }
  }

  /**
   * Returns the provider chosen at start.
   *
   * @throws IllegalStateException if the property asks for what cannot be had
   */
  static Provider chosen() {
    return CHOICE.provider.orElseThrow(() -> new IllegalStateException(CHOICE.refusal));
  }

  /**
   * Returns the provider that a setting asks for.
   *
   * @param setting plain, vector, or empty for the fastest that the JVM can run
   * @param vectorApi whether the module of the Vector API is there
   * @throws IllegalStateException if the setting asks for what cannot be had
   */
  static Provider of(String setting, boolean vectorApi) {
    return switch (setting) {
      case "" -> vectorApi ? vector() : plain();
      case "plain" -> plain();
      case "vector" -> {
        if (!vectorApi) {
          throw new IllegalStateException(
              PROPERTY + "=vector needs the Vector API: start java with --add-modules " + MODULE);
        }
        yield vector();
      }
      default ->
          throw new IllegalStateException(
              PROPERTY + "=" + setting + " is no provider: say plain or vector");
    };
  }

  private static Provider plain() {
    return new Provider(PLAIN, new Checked(new PlainDouble()), new Checked(new PlainFloat()));
  }

  private static Provider vector() {
    Kernels doubles = byReflection("unroll.matrix.VectorDouble");
    Kernels floats = byReflection("unroll.matrix.VectorFloat");
    return new Provider("Vector API", new Checked(doubles), new Checked(floats));
  }

  /** Names the class in a string, since its code cannot even be linked without the module. */
  private static Kernels byReflection(String name) {
    try {
      return (Kernels) Class.forName(name).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name + " cannot be made", e);
    }
  }
}
