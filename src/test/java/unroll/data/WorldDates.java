package unroll.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Writes {@code datasets/pairs/world-dates.tsv}. Run by hand, once: how Java writes a date in a
 * language changes from one JDK to the next, so the file is kept and not made anew.
 */
final class WorldDates {
  private static final List<String> LANGUAGES =
      List.of(
          "en-GB", "en-US", "de", "fr", "es", "it", "pt-BR", "nl", "sv", "da", "nb", "fi", "is",
          "et", "lv", "pl", "cs", "sk", "sl", "hr", "hu", "ro", "tr", "id", "el", "bg", "ru", "uk");
  private static final List<FormatStyle> STYLES =
      List.of(FormatStyle.FULL, FormatStyle.LONG, FormatStyle.MEDIUM);

  private static final int LINES = 8000;

  private WorldDates() {}

  /** Writes the file whose path is given. */
  public static void main(String[] arguments) {
    SplittableRandom random = new SplittableRandom(1);
    List<String> lines =
        IntStream.range(0, LINES)
            .mapToObj(
                line -> {
                  String language = LANGUAGES.get(random.nextInt(LANGUAGES.size()));
                  FormatStyle style = STYLES.get(random.nextInt(STYLES.size()));
                  LocalDate date = LocalDate.of(1950, 1, 1).plusDays(random.nextInt(36_525));
                  String written =
                      DateTimeFormatter.ofLocalizedDate(style)
                          .withLocale(Locale.forLanguageTag(language))
                          .format(date);
                  return written.replaceAll("\\s", " ") + "\t" + date + "\t" + language;
                })
            .toList();
    try {
      Files.writeString(Path.of(arguments[0]), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
