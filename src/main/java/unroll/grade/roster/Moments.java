package unroll.grade.roster;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * Moments as platforms write them: ISO 8601, {@code 2026-11-23T18:00:00+01:00}; with a blank, as
 * Ruby's YAML does, {@code 2026-11-23 18:00:00.000000000 -07:00}; with the name of a zone, as
 * nbgrader does ({@code %Y-%m-%d %H:%M:%S.%f %Z}), {@code 2026-11-23 18:00:00.948203 UTC}.
 */
final class Moments {
  private static final DateTimeFormatter MOMENT =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("[' '][XXXXX][XXXX][X]")
          .optionalStart()
          .appendZoneRegionId()
          .optionalEnd()
          .optionalStart()
          .appendZoneText(TextStyle.SHORT)
          .optionalEnd()
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.SMART);

  private Moments() {}

  /** The moment, if the text is one and names its zone. */
  static Optional<Instant> zoned(String text) {
    return parsed(text).filter(Moments::hasZone).map(Instant::from);
  }

  /** The moment, if the text is one; UTC where it names no zone. */
  static Optional<Instant> orUtc(String text) {
    return parsed(text)
        .map(
            at ->
                hasZone(at) ? Instant.from(at) : LocalDateTime.from(at).toInstant(ZoneOffset.UTC));
  }

  private static boolean hasZone(TemporalAccessor at) {
    return at.query(TemporalQueries.zone()) != null;
  }

  private static Optional<TemporalAccessor> parsed(String text) {
    try {
      return Optional.of(MOMENT.parse(text.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
