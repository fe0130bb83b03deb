package unroll.app.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * Turns a lesson's Markdown into HTML. Of HTML inside Markdown a few harmless tags pass, those that
 * fold hints above all; anything else is shown as the text that it is.
 */
final class LessonMarkdown {
  private static final Pattern HARMLESS =
      Pattern.compile(
          "</?(?:details|summary|sub|sup|kbd|b|i|em|strong|br|hr|p|small|mark)\\s*/?>|<details open>|<!--.*?-->",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A link to a lesson, from another lesson or from the README. */
  private static final Pattern NOTEBOOK = Pattern.compile("^(?:notebooks/)?([\\w-]+)\\.ipynb");

  private static final TextContentRenderer PLAIN = TextContentRenderer.builder().build();

  private final Parser parser;
  private final HtmlRenderer renderer;

  private LessonMarkdown(Parser parser, HtmlRenderer renderer) {
    this.parser = parser;
    this.renderer = renderer;
  }

  /** A renderer with tables and mathematics. */
  static LessonMarkdown create() {
    List<Extension> extensions = new ArrayList<>(Mathematics.extension());
    extensions.add(TablesExtension.create());
    return new LessonMarkdown(
        Parser.builder().extensions(extensions).build(),
        HtmlRenderer.builder()
            .extensions(extensions)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> LessonMarkdown::attributes)
            .nodeRendererFactory(HarmlessTags::new)
            .build());
  }

  /** Returns the HTML of a text. */
  String html(String markdown) {
    return renderer.render(parser.parse(markdown));
  }

  /**
   * A heading and the text below it, up to the next.
   *
   * @param level of the heading, from 1; 0 for what stands before the first
   * @param title its text
   * @param anchor what a link to it ends in
   * @param text without marks and formulas
   */
  record Section(int level, String title, String anchor, String text) {}

  /** Returns the sections of a text, in order. */
  List<Section> sections(String markdown) {
    List<Section> sections = new ArrayList<>();
    Section open = new Section(0, "", "", "");
    for (Node node = parser.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        sections.add(open);
        open = new Section(heading.getLevel(), title(heading), anchor(heading), "");
      } else {
        String text = open.text() + PLAIN.render(node) + "\n";
        open = new Section(open.level(), open.title(), open.anchor(), text);
      }
    }
    sections.add(open);
    return sections;
  }

  /** Gives headings the names that Jupyter gives them, and leads from lesson to lesson. */
  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading heading) {
      attributes.put("id", anchor(heading));
    }
    if (node instanceof Link) {
      attributes.computeIfPresent(
          "href", (name, to) -> NOTEBOOK.matcher(to).replaceFirst("$1.html"));
    }
  }

  private static String anchor(Heading heading) {
    return title(heading).replace(' ', '-');
  }

  private static String title(Node heading) {
    StringBuilder title = new StringBuilder();
    heading.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            title.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            title.append(code.getLiteral());
          }

          @Override
          public void visit(CustomNode formula) {
            title.append(formula);
          }
        });
    return title.toString();
  }

  /** Lets harmless tags pass and writes the rest as text. */
  private static final class HarmlessTags implements NodeRenderer {
    private final HtmlWriter html;

    HarmlessTags(HtmlNodeRendererContext context) {
      html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(HtmlBlock.class, HtmlInline.class);
    }

    @Override
    public void render(Node node) {
      if (node instanceof HtmlBlock block) {
        html.line();
        write(block.getLiteral());
        html.line();
      } else if (node instanceof HtmlInline inline) {
        write(inline.getLiteral());
      }
    }

    private void write(String literal) {
      var tags = HARMLESS.matcher(literal);
      int done = 0;
      while (tags.find()) {
        html.text(literal.substring(done, tags.start()));
        html.raw(tags.group().startsWith("<!--") ? "" : tags.group());
        done = tags.end();
      }
      html.text(literal.substring(done));
    }
  }
}
