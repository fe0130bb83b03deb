package unroll.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Opens the desktop's browser. */
final class Browser {
  private Browser() {}

  /**
   * Opens an address, without waiting; where that fails the printed address is there to be used.
   */
  static void open(String address) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> command =
        system.startsWith("windows")
            ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
            : system.startsWith("mac") ? List.of("open", address) : List.of("xdg-open", address);
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException none) {
      // the address was printed
    }
  }
}
