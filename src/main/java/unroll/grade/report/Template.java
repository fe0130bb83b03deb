package unroll.grade.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Fills the pages of {@code unroll/grade}; all text is escaped unless the page says otherwise. */
public final class Template {
  private final com.samskivert.mustache.Template page;

  /**
   * Reads a page.
   *
   * @param name its file beside the kit's other files of the grader
   * @throws IllegalStateException if the kit lacks it
   */
  public Template(String name) {
    this.page =
        Mustache.compiler()
            .withEscaper(Escapers.HTML)
            .emptyStringIsFalse(true)
            .strictSections(true)
            .withLoader(other -> new java.io.StringReader(text(other)))
            .compile(text(name));
  }

  /**
   * Fills the page.
   *
   * @param model what its names stand for: a map or a record
   * @return HTML
   */
  public String filled(Object model) {
    return page.execute(model);
  }

  private static String text(String name) {
    try (InputStream in = Template.class.getResourceAsStream("/unroll/grade/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The kit lacks unroll/grade/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
