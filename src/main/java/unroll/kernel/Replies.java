package unroll.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Header;

/** What the kernel's answers hold, in the protocol's words. */
final class Replies {
  private Replies() {}

  static Map<String, Object> kernelInfo() {
    String version =
        Optional.ofNullable(Replies.class.getPackage().getImplementationVersion()).orElse("0");
    Map<String, Object> language = new LinkedHashMap<>();
    language.put("name", "java");
    language.put("version", Runtime.version().toString());
    language.put("mimetype", "text/x-java");
    language.put("file_extension", ".jshell");
    language.put("pygments_lexer", "java");
    language.put("codemirror_mode", "text/x-java");
    Map<String, Object> info = ok("protocol_version", Header.PROTOCOL_VERISON);
    info.put("implementation", "unroll");
    info.put("implementation_version", version);
    info.put("language_info", language);
    info.put("banner", "Java " + Runtime.version() + " with Unroll " + version);
    info.put("help_links", List.of());
    return info;
  }

  static Map<String, Object> ok() {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "ok");
    return reply;
  }

  static Map<String, Object> ok(String name, Object value) {
    Map<String, Object> reply = ok();
    reply.put(name, value);
    return reply;
  }

  static Map<String, Object> data(DisplayData shown) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("data", Displays.bundle(shown));
    content.put("metadata", Displays.metadata(shown));
    return content;
  }

  static Map<String, Object> failure(CellError error) {
    Map<String, Object> reply = failure(error.name(), error.message());
    reply.put("traceback", error.traceback());
    return reply;
  }

  static Map<String, Object> failure(String name, String message) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", "error");
    reply.put("ename", name);
    reply.put("evalue", message);
    reply.put("traceback", List.of());
    return reply;
  }
}
