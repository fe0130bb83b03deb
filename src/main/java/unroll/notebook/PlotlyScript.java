package unroll.notebook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * plotly.js out of the class path, made small enough to travel inside a notebook: 10.8 MB to 0.7
 * MB.
 *
 * <p>The published file is a webpack bundle: modules under numbers that ask for one another by
 * number. Of it stay the modules that line, scatter, bar and heat map charts reach, without
 * indentation and comment lines, packed by gzip as base64; the browser unpacks them. Should a later
 * plotly.js be built otherwise, the whole file goes out instead. Nothing is loaded from any
 * address.
 */
final class PlotlyScript {
  /** The version on the class path; part of the resource's name. */
  static final String VERSION = "2.35.3";

  /** Marks outputs of the script alone, which need not be stored, and figures that need it. */
  static final String METADATA = "unroll";

  private static final String RESOURCE =
      "/META-INF/resources/webjars/plotly.js-dist/" + VERSION + "/plotly.js";

  /** plotly's own names for: core with scatter, bar, heatmap, the calendars' stand-in. */
  private static final String ENTRY = "20260";

  private static final String CORE = "67549";
  private static final Set<String> KEPT_TRACES = Set.of("20273", "21548");

  private static final String MODULE = "\n/***/ ";
  private static final Pattern NEEDS = Pattern.compile("__webpack_require__\\((\\d+)\\)");
  private static final Pattern REGISTRATION =
      Pattern.compile("(?s)Plotly\\.register\\(\\[.*?\\]\\);");

  /**
   * Unpacks gzip in base64 and runs it out of RequireJS's sight, which would swallow the global.
   */
  static final String UNPACK =
      """
      function unpack(packed) {
        var bytes = Uint8Array.from(atob(packed), function (c) { return c.charCodeAt(0); });
        var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
        return new Response(stream).text().then(function (code) {
          if (!window.Plotly) {
            new Function('define', 'module', 'exports', 'require', code).call(window);
          }
        });
      }
      """;

  private PlotlyScript() {}

  /** The key under which a page keeps the script for figures that come after a reload. */
  static String storageKey() {
    return "unroll-plotly-" + VERSION;
  }

  /** True if a bundle holds a figure that the script draws. */
  static boolean isNeededBy(MimeBundle bundle) {
    return "figure".equals(bundle.metadata().get(METADATA));
  }

  /** The output that brings the script to a page; it does nothing where the script already is. */
  static MimeBundle bundle() {
    return new MimeBundle(Map.of("text/html", Holder.HTML), Map.of(METADATA, "script"));
  }

  /** Made once a process, when the first figure is shown. */
  private static final class Holder {
    static final String HTML =
        """
        <script>(function () {
          if (window.Plotly || window.unrollPlotly) { return; }
          var packed = '%s';
        %s  window.unrollPlotly = unpack(packed);
          try { localStorage.setItem('%s', packed); } catch (full) { /* then not kept */ }
        })();</script>
        """
            .formatted(
                Base64.getEncoder().encodeToString(gzip(needed(read()))), UNPACK, storageKey());
  }

  private static String read() {
    try (InputStream in = PlotlyScript.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "plotly.js is not on the class path: add org.webjars.npm:plotly.js-dist:" + VERSION);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The part of the bundle that the kit's figures reach; the whole of it if it is built otherwise.
   */
  static String needed(String bundle) {
    Map<String, String> modules = new LinkedHashMap<>();
    int start = nextModule(bundle, 0);
    String head = bundle.substring(0, start);
    for (int next = nextModule(bundle, start + 1);
        next < bundle.length();
        next = nextModule(bundle, start + 1)) {
      modules.put(number(bundle, start), bundle.substring(start, next));
      start = next;
    }
    // The last module is followed by the runtime that starts them all: it stays.
    String tail = bundle.substring(start);
    if (!modules.keySet().containsAll(KEPT_TRACES)
        || !modules.containsKey(CORE)
        || !modules.containsKey(ENTRY)) {
      return bundle;
    }
    modules.put(
        ENTRY,
        REGISTRATION
            .matcher(modules.get(ENTRY))
            .replaceFirst(
                "Plotly.register(["
                    + String.join(
                        ",",
                        new TreeSet<>(KEPT_TRACES)
                            .stream().map(id -> "__webpack_require__(" + id + ")").toList())
                    + "]);"));
    Set<String> reached = reached(modules, tail);
    StringBuilder out = new StringBuilder(head);
    modules.forEach((id, text) -> out.append(reached.contains(id) ? text : ""));
    return dense(out.append(tail).toString());
  }

  /** Where the next module begins, on a line with its number, or the end. */
  private static int nextModule(String bundle, int from) {
    int at = bundle.indexOf(MODULE, from);
    while (at >= 0 && !Character.isDigit(bundle.charAt(at + MODULE.length()))) {
      at = bundle.indexOf(MODULE, at + 1);
    }
    return at < 0 ? bundle.length() : at;
  }

  private static String number(String bundle, int module) {
    int from = module + MODULE.length();
    return bundle.substring(from, bundle.indexOf(':', from));
  }

  /** The same script without indentation, empty lines and lines that are a comment. */
  private static String dense(String script) {
    StringBuilder out = new StringBuilder(script.length());
    int from = 0;
    while (from < script.length()) {
      int end = script.indexOf('\n', from);
      end = end < 0 ? script.length() : end;
      while (from < end && script.charAt(from) <= ' ') {
        from++;
      }
      if (from < end && !script.startsWith("//", from)) {
        out.append(script, from, end).append('\n');
      }
      from = end + 1;
    }
    return out.toString();
  }

  private static Set<String> reached(Map<String, String> modules, String tail) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(ENTRY));
    NEEDS.matcher(tail).results().forEach(found -> open.add(found.group(1)));
    while (!open.isEmpty()) {
      String id = open.pop();
      if (modules.containsKey(id) && reached.add(id)) {
        NEEDS.matcher(modules.get(id)).results().forEach(found -> open.push(found.group(1)));
      }
    }
    return reached;
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
