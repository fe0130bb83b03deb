package unroll.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The cells that a kernel has run, as front ends ask for them. It lasts as long as the kernel. */
final class History {
  /** The only session there is: nothing is kept on disk. */
  private static final int SESSION = 1;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(int count, String input, String output) {
    List<Object> asList(boolean withOutput) {
      Object last = input;
      if (withOutput) {
        List<String> both = new ArrayList<>();
        both.add(input);
        both.add(output);
        last = both;
      }
      return List.of(SESSION, count, last);
    }
  }

  void add(int count, String input, String output) {
    entries.add(new Entry(count, input, output));
  }

  /** What a {@code history_request} asks for: session, count and text of each cell. */
  List<List<Object>> answer(Request request) {
    List<Entry> found =
        switch (request.text("hist_access_type", "tail")) {
          case "range" -> range(request);
          case "search" -> search(request);
          default -> last(entries, request.number("n", entries.size()));
        };
    boolean output = request.flag("output", false);
    return found.stream().map(entry -> entry.asList(output)).toList();
  }

  private List<Entry> range(Request request) {
    int session = request.number("session", 0);
    if (session != 0 && session != SESSION) {
      return List.of();
    }
    int start = request.number("start", 0);
    int stop = request.number("stop", Integer.MAX_VALUE);
    return entries.stream().filter(e -> e.count() >= start && e.count() < stop).toList();
  }

  private List<Entry> search(Request request) {
    Pattern glob = glob(request.text("pattern", "*"));
    List<Entry> found = entries.stream().filter(e -> glob.matcher(e.input()).matches()).toList();
    if (request.flag("unique", false)) {
      Map<String, Entry> latest = new LinkedHashMap<>();
      found.forEach(
          entry -> {
            latest.remove(entry.input());
            latest.put(entry.input(), entry);
          });
      found = List.copyOf(latest.values());
    }
    return last(found, request.number("n", found.size()));
  }

  private static List<Entry> last(List<Entry> all, int n) {
    return all.subList(Math.max(0, all.size() - Math.max(0, n)), all.size());
  }

  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
