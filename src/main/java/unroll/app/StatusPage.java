package unroll.app;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A learner's progress as one page: one file, no scripts, nothing asked of any host; readable on a
 * phone, in the dark, on paper and aloud.
 *
 * @param zone the zone in which days begin
 * @param typed what starts Unroll here, to be pasted
 */
record StatusPage(ZoneId zone, String typed) {

  /**
   * Writes the page beside the file and moves it there.
   *
   * @throws IOException if it cannot be written; what was there then still is
   */
  void write(CourseStatus status, Path file) throws IOException {
    WholeFile.write(file, html(status));
  }

  /** The page's text; names are escaped by the template engine. */
  String html(CourseStatus status) throws IOException {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("done", status.done());
    page.put("lessons", status.withWork());
    page.put("solved", status.solved());
    page.put("tasks", status.tasks());
    page.put("typed", typed);
    page.put("next", status.next().map(this::row).map(List::of).orElse(List.of()));
    page.put("rows", status.rows().stream().map(this::row).toList());
    return template().execute(page);
  }

  private Map<String, Object> row(CourseStatus.Row row) {
    Map<String, Object> cells = new LinkedHashMap<>();
    cells.put("name", row.name());
    cells.put("kind", row.done() ? "done" : row.begun() ? "begun" : "open");
    cells.put("work", !row.works().isEmpty());
    cells.put("solved", row.solved());
    cells.put("tasks", row.tasks());
    cells.put("day", row.day(zone));
    cells.put("step", row.step());
    cells.put("command", row.command());
    return cells;
  }

  private static Template template() throws IOException {
    try (InputStream in = StatusPage.class.getResourceAsStream("status.html")) {
      if (in == null) {
        throw new IOException("the kit lacks status.html; build it again with mvn");
      }
      return Mustache.compiler()
          .emptyStringIsFalse(true)
          .compile(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
