package unroll.kernel;

import java.lang.reflect.Proxy;

/** How the kernel's program ends, and what must not end it. */
final class ProgramEnd {
  private ProgramEnd() {}

  /** Ends the program; what a cell registered to run at the end may take a moment, not for ever. */
  static void exit() {
    Thread last =
        new Thread(
            () -> {
              sleep(3000);
              Runtime.getRuntime().halt(0);
            },
            "exit");
    last.setDaemon(true);
    last.start();
    // the sockets' own threads send the last answers meanwhile
    sleep(100);
    System.exit(0);
  }

  /** An interrupt from a terminal or from a front end that sends signals: the same as a message. */
  static void onInterruptSignal(Runnable interrupt) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handle =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  interrupt.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), handle);
    } catch (ReflectiveOperationException e) {
      // without it the signal ends the kernel, and the front end starts another
    }
  }

  /** A kernel whose front end was killed has no one left to shut it down. */
  static void endWithParent() {
    String parent = System.getenv().getOrDefault("JPY_PARENT_PID", "");
    if (parent.matches("\\d{1,18}") && Long.parseLong(parent) > 1) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresent(process -> process.onExit().thenRun(ProgramEnd::exit));
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
