package unroll.notebook;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import unroll.kernel.DisplaySink;
import unroll.kernel.Displays;

/**
 * The front end that shows what a lesson has to show: a notebook's, or the plain text on the
 * console.
 *
 * <p>The kit's own session comes first, then plain JJava, IJava and rapaio. The script that draws
 * interactive figures is sent to each session once, ahead of the first figure that needs it.
 */
final class Frontend {
  /** Sessions that have the script; held weakly, they are gone when their session is. */
  private static final Set<DisplaySink> SCRIPTED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final Optional<DisplaySink> sink;
  private final PrintStream console;

  private Frontend(Optional<DisplaySink> sink, PrintStream console) {
    this.sink = sink;
    this.console = console;
  }

  /** The front end of the session that is running now. */
  static Frontend current() {
    return first(List.of(Displays::current, ForeignKernel::running), System.out);
  }

  /** The first candidate that is there, else the console. */
  static Frontend first(List<Supplier<Optional<DisplaySink>>> candidates, PrintStream console) {
    Optional<DisplaySink> sink =
        candidates.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    return new Frontend(sink, console);
  }

  /** True if outputs can be replaced in place; on the console they cannot. */
  boolean updates() {
    return sink.isPresent();
  }

  /** Shows one output that will not change. */
  void show(MimeBundle bundle) {
    send(null, bundle, false);
  }

  /** Shows one output and returns the id under which it can be replaced. */
  String open(MimeBundle bundle) {
    String id = UUID.randomUUID().toString();
    send(id, bundle, false);
    return id;
  }

  /** Replaces an output shown before; does nothing on the console. */
  void update(String id, MimeBundle bundle) {
    if (updates()) {
      send(id, bundle, true);
    }
  }

  /** An interrupt must not cut a message in two: it is held back while one goes out. */
  private void send(String id, MimeBundle bundle, boolean update) {
    boolean interrupted = Thread.interrupted();
    try {
      if (sink.isEmpty()) {
        console.println(bundle.plainText());
        return;
      }
      if (PlotlyScript.isNeededBy(bundle) && SCRIPTED.add(sink.get())) {
        MimeBundle script = PlotlyScript.bundle();
        sink.get().show(null, script.data(), script.metadata(), false);
      }
      sink.get().show(id, bundle.data(), bundle.metadata(), update);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** For a record of what went out, in tests: a sink that is handed each message. */
  static Frontend of(DisplaySink sink) {
    return new Frontend(Optional.of(sink), System.out);
  }

  /** The console alone, as if there were no notebook. */
  static Frontend console(PrintStream console) {
    return new Frontend(Optional.empty(), console);
  }
}
