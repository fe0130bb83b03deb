package unroll.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Dates as people write them, and as ISO 8601 does: {@code "Thursday, 3 May 1979"} to {@code
 * "1979-05-03"}. Day, month and year come in several orders, so what is written first is often read
 * last: an alignment worth looking at.
 *
 * <p>Names are written here, in English, and never asked of the machine's language settings, so a
 * seed gives the same dates everywhere. Every date can be read in one way only: where a month is a
 * number, the day stands before it.
 */
public final class Dates {
  private static final LocalDate FIRST = LocalDate.of(1950, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2049, 12, 31);
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
  private static final int SHORT_NAME = 3;

  private Dates() {}

  /** The ways to write a date. */
  enum Format {
    /** 3 May 1979. */
    DAY_MONTH_YEAR {
      @Override
      String write(LocalDate date) {
        return date.getDayOfMonth() + " " + month(date) + " " + date.getYear();
      }
    },
    /** May 3, 1979. */
    MONTH_DAY_YEAR {
      @Override
      String write(LocalDate date) {
        return month(date) + " " + date.getDayOfMonth() + ", " + date.getYear();
      }
    },
    /** 03 Sep 1979. */
    SHORT_MONTH {
      @Override
      String write(LocalDate date) {
        return String.format(
            Locale.ROOT, "%02d %s %d", date.getDayOfMonth(), shortened(date), date.getYear());
      }
    },
    /** Thursday, 3 May 1979. */
    WEEKDAY {
      @Override
      String write(LocalDate date) {
        return DAYS.get(date.getDayOfWeek().getValue() - 1) + ", " + DAY_MONTH_YEAR.write(date);
      }
    },
    /** 3.5.1979. */
    NUMBERS {
      @Override
      String write(LocalDate date) {
        return date.getDayOfMonth() + "." + date.getMonthValue() + "." + date.getYear();
      }
    },
    /** 1979 May 3. */
    YEAR_FIRST {
      @Override
      String write(LocalDate date) {
        return date.getYear() + " " + shortened(date) + " " + date.getDayOfMonth();
      }
    },
    /** the 3rd of may, 1979. */
    ORDINAL {
      @Override
      String write(LocalDate date) {
        return "the "
            + date.getDayOfMonth()
            + suffix(date.getDayOfMonth())
            + " of "
            + month(date).toLowerCase(Locale.ROOT)
            + ", "
            + date.getYear();
      }
    };

    abstract String write(LocalDate date);
  }

  /**
   * Draws dates from 1950 to 2049, no day twice, each written in one of seven ways.
   *
   * @param count how many pairs, 1 to 20,000
   * @param seed of the draws
   * @return the pairs in the order of the draws
   * @throws IllegalArgumentException if the count is out of range
   */
  public static Pairs of(int count, long seed) {
    if (count < 1 || count > 20_000) {
      throw new IllegalArgumentException("1 to 20000 dates can be drawn, not " + count);
    }
    SplittableRandom random = new SplittableRandom(seed);
    Format[] formats = Format.values();
    Set<LocalDate> days = new HashSet<>();
    List<Pair> pairs = new ArrayList<>();
    while (pairs.size() < count) {
      LocalDate day =
          LocalDate.ofEpochDay(random.nextLong(FIRST.toEpochDay(), LAST.toEpochDay() + 1));
      if (days.add(day)) {
        pairs.add(new Pair(formats[random.nextInt(formats.length)].write(day), day.toString()));
      }
    }
    return Pairs.of(pairs);
  }

  private static String month(LocalDate date) {
    return MONTHS.get(date.getMonthValue() - 1);
  }

  private static String shortened(LocalDate date) {
    return month(date).substring(0, SHORT_NAME);
  }

  private static String suffix(int day) {
    if (day / 10 == 1) {
      return "th";
    }
    return switch (day % 10) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }
}
