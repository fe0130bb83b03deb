package unroll.app.page;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The course as a folder of pages that any web server, or none, can give out: each lesson with the
 * outputs it is stored with, the table of statements, a search index. Nothing in it is asked for
 * from another host.
 */
public final class Site {
  private static final String LUNR = "META-INF/resources/webjars/lunr/2.3.9/";
  private static final Pattern FONT = Pattern.compile("fonts/[\\w-]+\\.woff2");

  private final LessonPage pages = new LessonPage();
  private final Map<String, JsonObject> lessons = new LinkedHashMap<>();
  private final String readme;

  private Site(String readme) {
    this.readme = readme;
  }

  /**
   * Reads what the pages are made of.
   *
   * @param lessons notebook files, in order
   * @param readme the course's README, whose tables become the first page and the statements' page
   * @return the site, not written yet
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if one is no notebook, or the README lacks a table
   */
  public static Site of(List<Path> lessons, Path readme) throws IOException {
    Site site = new Site(Files.readString(readme));
    for (Path lesson : lessons) {
      try {
        JsonObject notebook = JsonParser.parseString(Files.readString(lesson)).getAsJsonObject();
        site.lessons.put(LessonRuns.nameOf(lesson), notebook);
      } catch (JsonParseException | IllegalStateException broken) {
        throw new IllegalArgumentException(lesson + " is no notebook", broken);
      }
    }
    return site;
  }

  /**
   * Writes every page.
   *
   * @param folder empty or new
   * @param progress told the name of each page that is written
   * @throws IOException if one cannot be written
   */
  public void write(Path folder, Consumer<String> progress) throws IOException {
    Path assets = Files.createDirectories(folder.resolve("static").resolve("katex"));
    for (String own : List.of("page.css", "page.js", "theme.js", "search.js")) {
      copy("unroll/app/page/" + own, folder.resolve("static").resolve(own));
    }
    copy(LUNR + "lunr.min.js", folder.resolve("static/lunr.min.js"));
    copyStyleAndFonts(assets);
    Files.writeString(folder.resolve("static/sections.js"), index());
    Files.writeString(folder.resolve("index.html"), pages.text("Unroll", firstPage()));
    Files.writeString(
        folder.resolve("statements.html"),
        pages.text("The lecture's statements", raised(section("From the lecture to the lessons"))));
    List<String> names = List.copyOf(lessons.keySet());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      progress.accept(name);
      Optional<LessonPage.Neighbour> before = neighbour(names, i - 1);
      Optional<LessonPage.Neighbour> after = neighbour(names, i + 1);
      String page = pages.html(name, lessons.get(name), new Filed(folder, name), before, after);
      Files.writeString(folder.resolve(name + ".html"), page);
    }
  }

  private Optional<LessonPage.Neighbour> neighbour(List<String> names, int place) {
    return place < 0 || place >= names.size()
        ? Optional.empty()
        : Optional.of(new LessonPage.Neighbour(names.get(place), title(names.get(place))));
  }

  private String title(String name) {
    return LessonPage.title(lessons.get(name)).orElse(name);
  }

  private String firstPage() {
    int heading = readme.indexOf("\n## ");
    String about = readme.substring(0, heading < 0 ? readme.length() : heading);
    String paragraph = about.lines().skip(1).reduce("", (text, line) -> text + line + "\n").strip();
    int end = paragraph.indexOf("\n\n");
    return "# Unroll\n\n"
        + (end < 0 ? paragraph : paragraph.substring(0, end))
        + "\n\n"
        + section("The lessons");
  }

  /** A section of the README, its heading included. */
  private String section(String heading) {
    Matcher found =
        Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "\\n.*?(?=^## |\\z)")
            .matcher(readme);
    if (!found.find()) {
      throw new IllegalArgumentException("the README has no section \"" + heading + "\"");
    }
    return found.group();
  }

  /** A section whose heading is the first of its page. */
  private static String raised(String section) {
    return section.replaceFirst("^## ", "# ");
  }

  /** What the search looks in: a script, since a page read from a disk may fetch nothing else. */
  private String index() {
    List<Map<String, String>> sections = new ArrayList<>();
    for (Map.Entry<String, JsonObject> lesson : lessons.entrySet()) {
      String title = title(lesson.getKey());
      for (LessonMarkdown.Section section : pages.sections(lesson.getValue())) {
        if (section.level() > 0) {
          Map<String, String> entry = new LinkedHashMap<>();
          entry.put("page", lesson.getKey() + ".html");
          entry.put("anchor", section.anchor());
          entry.put("lesson", title);
          entry.put("title", section.title());
          entry.put("text", section.text().strip());
          sections.add(entry);
        }
      }
    }
    return "window.UNROLL_SECTIONS = " + new Gson().toJson(sections) + ";\n";
  }

  private static void copyStyleAndFonts(Path folder) throws IOException {
    copy(Katex.FOLDER + "katex.min.css", folder.resolve("katex.min.css"));
    Files.createDirectories(folder.resolve("fonts"));
    Matcher font = FONT.matcher(Files.readString(folder.resolve("katex.min.css")));
    while (font.find()) {
      copy(Katex.FOLDER + font.group(), folder.resolve(font.group()));
    }
  }

  private static void copy(String resource, Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    try (InputStream in = Site.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("the kit lacks " + resource + "; build it again with mvn");
      }
      Files.copy(in, file);
    }
  }

  /** Pictures and frames as files in a folder of the lesson's name. */
  private record Filed(Path folder, String name) implements Shelf {
    @Override
    public String picture(int cell, int output, String type, String base64) {
      String ending = type.substring(type.indexOf('/') + 1).replaceAll("\\W.*", "");
      return put(cell + "-" + output + "." + ending, Base64.getDecoder().decode(base64));
    }

    @Override
    public String frame(int cell, int output, String html) {
      byte[] document = Shelf.document(html).getBytes(StandardCharsets.UTF_8);
      return put(cell + "-" + output + ".html", document);
    }

    private String put(String file, byte[] content) {
      try {
        Files.createDirectories(folder.resolve(name));
        Files.write(folder.resolve(name).resolve(file), content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return name + "/" + file;
    }
  }
}
