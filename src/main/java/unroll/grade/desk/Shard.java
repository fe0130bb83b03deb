package unroll.grade.desk;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a class that are marked apart, on as many machines. A student is in
 * exactly one of them with every attempt, and always in the same one.
 *
 * @param number which part, from 1
 * @param of how many there are
 */
public record Shard(int number, int of) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,5})/(\\d{1,5})");

  /**
   * Checks the numbers.
   *
   * @param number from 1 to {@code of}
   * @param of 1 or more
   * @throws IllegalArgumentException if there is no such part
   */
  public Shard {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException(
          "there is no shard " + number + "/" + of + ": the parts of 16 are 1/16 to 16/16");
    }
  }

  /**
   * Reads a shard as {@link #toString} writes it.
   *
   * @param written for example {@code 3/16}
   * @return the shard
   * @throws IllegalArgumentException if it is written otherwise, or there is no such part
   */
  public static Shard parse(String written) {
    Matcher parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a shard is written like 3/16, not " + written);
    }
    return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /**
   * Whether a student is in this part: by the first 60 bits of the name's SHA-256, modulo {@code
   * of}.
   *
   * @param student as marks name them
   * @return true in one of {@code of} parts
   */
  public boolean holds(String student) {
    return Long.parseLong(Hashes.of(student).substring(0, 15), 16) % of == number - 1;
  }

  /** The parts that are missing among some of the same whole. */
  static List<Shard> missing(List<Shard> some) {
    int of = some.get(0).of();
    return IntStream.rangeClosed(1, of)
        .mapToObj(number -> new Shard(number, of))
        .filter(shard -> !some.contains(shard))
        .toList();
  }

  /**
   * The shard as a person writes it.
   *
   * @return for example {@code 3/16}
   */
  @Override
  public String toString() {
    return number + "/" + of;
  }
}
