package unroll.app.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the whole course, as it is stored. */
class SiteTest {
  private static final Path NOTEBOOKS = Path.of("notebooks");
  private static final Path README = Path.of("README.md");

  @TempDir static Path site;

  @BeforeAll
  static void write() throws IOException {
    Site.of(lessons(), README).write(site, name -> {});
  }

  private static List<Path> lessons() throws IOException {
    try (Stream<Path> files = Files.list(NOTEBOOKS)) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(site)) {
      return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> addresses(String html) {
    Matcher address = Pattern.compile(" (?:src|href)=\"([^\"]*)\"").matcher(html);
    List<String> found = new ArrayList<>();
    while (address.find()) {
      found.add(
          unescaped(
              URLDecoder.decode(address.group(1).replace("+", "%2B"), StandardCharsets.UTF_8)));
    }
    return found;
  }

  private static String unescaped(String html) {
    return html.replace("&#x3D;", "=")
        .replace("&#61;", "=")
        .replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }

  @Test
  void everyLessonHasItsPage() throws IOException {
    assertEquals(lessons().size() + 2, pages().size());
  }

  @Test
  void everyAddressLeadsToAFileOfTheSite() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      for (String address : addresses(read(page))) {
        String file = address.replaceFirst("#.*", "");
        boolean inPage = file.isEmpty() || file.startsWith("data:");
        if (!inPage && !file.startsWith("https://") && !Files.isRegularFile(site.resolve(file))) {
          dead.add(page.getFileName() + " -> " + address);
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  @Test
  void everySectionThatThePagesLeadToIsThere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      for (String address : addresses(read(page))) {
        int hash = address.indexOf('#');
        if (hash >= 0 && !address.startsWith("https://") && !address.startsWith("data:")) {
          Path target = hash == 0 ? page : site.resolve(address.substring(0, hash));
          String id = "id=\"" + address.substring(hash + 1) + "\"";
          if (!unescaped(read(target)).contains(id)) {
            dead.add(page.getFileName() + " -> " + address);
          }
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  @Test
  void nothingIsLoadedFromAnotherHost() throws IOException {
    Pattern loaded =
        Pattern.compile("(?:<(?:script|img|iframe|audio|link)[^>]*(?:src|href)=\"(?:https?:)?//)");
    for (Path page : pages()) {
      assertFalse(loaded.matcher(read(page)).find(), page.toString());
    }
  }

  @Test
  void everyPictureHasWords() throws IOException {
    Pattern wordless = Pattern.compile("<img(?![^>]*alt=\"[^\"])[^>]*>");
    for (Path page : pages()) {
      Matcher picture = wordless.matcher(read(page));
      assertFalse(picture.find(), () -> page + ": " + picture.group());
    }
  }

  @Test
  void everyFormulaIsTex() throws IOException {
    for (Path page : pages()) {
      assertFalse(read(page).contains("katex-error"), page.toString());
    }
  }

  @Test
  void everyFormulaIsDrawnWithoutAScript() throws IOException {
    for (Path page : pages()) {
      String html = read(page);
      assertEquals(count(html, " class=\"math"), count(html, "<math "), page.toString());
    }
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void everyPageHasOneFirstHeading() throws IOException {
    for (Path page : pages()) {
      assertEquals(1, count(read(page), "<h1"), page.toString());
    }
  }

  @Test
  void searchKnowsEveryLesson() throws IOException {
    String index = read(site.resolve("static/sections.js"));
    for (Path lesson : lessons()) {
      assertTrue(index.contains("\"page\":\"" + LessonRuns.nameOf(lesson) + ".html\""));
    }
  }

  @Test
  void brokenNotebookIsNamed(@TempDir Path folder) throws IOException {
    Path broken = Files.writeString(folder.resolve("01-broken.ipynb"), "not a notebook");
    assertEquals(
        broken + " is no notebook",
        assertThrows(IllegalArgumentException.class, () -> Site.of(List.of(broken), README))
            .getMessage());
  }
}
