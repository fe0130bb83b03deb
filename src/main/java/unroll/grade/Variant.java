package unroll.grade;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Which of an exercise's variants somebody has: a number that changes what is asked, so that
 * another student's answer is no answer.
 *
 * <p>An exercise says {@code variants = 9} in its description; its tests ask for a {@code Variant}
 * as they ask for the contract. Number 0 is the exercise as everybody has it. The others are given
 * by a secret beside the solutions: the number of a student is that of HMAC-SHA-256 (RFC 2104) of
 * exercise and student. Whoever does not know the secret cannot tell a number, and whoever knows it
 * needs no list.
 *
 * @param number 0 to most
 * @param most the highest number there is; 0 if the exercise has no variants
 */
public record Variant(int number, int most) {
  /** The file of the secret, in the exercise's folder of {@code solutions/}. */
  private static final String SECRET = "variants.secret";

  /** The file in which a student's number stands, in the exercise's own folder. */
  private static final String CHOSEN = "variant.txt";

  /** A line of a reference that holds for variant 0 ends so. */
  private static final String PLACE = "= 0; // VARIANT";

  private static final int SECRET_BYTES = 32;
  private static final int LARGEST = 99;

  /**
   * Checks the number.
   *
   * @param number 0 to most
   * @param most the highest number there is
   * @throws IllegalArgumentException if there is no such variant
   */
  public Variant {
    if (number < 0 || number > most) {
      throw new IllegalArgumentException(
          most == 0
              ? "this exercise has no variants"
              : "the variants are 1 to "
                  + most
                  + " (0 is the exercise without one), not "
                  + number);
    }
  }

  /**
   * The highest number of an exercise.
   *
   * @param exercise whose description may have a line {@code variants = 9}
   * @return 0 if there are no variants
   * @throws IllegalStateException if the line is no number from 0 to 99
   */
  public static int most(Exercise exercise) {
    Path file = exercise.folder().resolve(Exercise.DESCRIPTION);
    if (!Files.isRegularFile(file)) {
      return 0;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String written = properties.getProperty("variants", "0").strip();
    if (!written.matches("[0-9]{1,2}")) {
      throw new IllegalStateException(
          file + ": variants is a number from 0 to " + LARGEST + ", not " + written);
    }
    return Integer.parseInt(written);
  }

  /**
   * The exercise as everybody has it.
   *
   * @param exercise with or without variants
   * @return number 0
   */
  public static Variant none(Exercise exercise) {
    return new Variant(0, most(exercise));
  }

  /**
   * The variant that a student practises, as the file in the exercise's folder says.
   *
   * @param exercise in the student's course
   * @return number 0 if there is no such file
   * @throws IllegalArgumentException if the file holds something else; the message is one line
   */
  public static Variant chosen(Exercise exercise) {
    Path file = exercise.folder().resolve(CHOSEN);
    if (!Files.isRegularFile(file)) {
      return none(exercise);
    }
    try {
      String written = Files.readString(file).strip();
      if (!written.matches("[0-9]{1,2}")) {
        throw new IllegalArgumentException(file + " holds no number of a variant; delete it");
      }
      return new Variant(Integer.parseInt(written), most(exercise));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Remembers which variant a student practises.
   *
   * @param exercise in the student's course
   * @param number 0 to forget it
   * @throws IllegalArgumentException if there is no such variant
   * @throws IOException if it cannot be written
   */
  public static void choose(Exercise exercise, int number) throws IOException {
    Variant variant = new Variant(number, most(exercise));
    Path file = exercise.folder().resolve(CHOSEN);
    if (variant.number == 0) {
      Files.deleteIfExists(file);
    } else {
      Files.writeString(file, variant.number + "\n");
    }
  }

  /**
   * The variant of a student, for marks.
   *
   * @param exercise with its solution at hand
   * @param student as a roster names them
   * @return number 0 if no secret was made, so that nobody has a variant
   */
  public static Variant of(Exercise exercise, String student) {
    int most = most(exercise);
    Path secret = exercise.solution().resolve(SECRET);
    if (most == 0 || !Files.isRegularFile(secret)) {
      return new Variant(0, most);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Files.readString(secret).strip().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] seed =
          mac.doFinal((exercise.name() + "\n" + student).getBytes(StandardCharsets.UTF_8));
      return new Variant(1 + (int) Long.remainderUnsigned(first(seed), most), most);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + secret, e);
    }
  }

  private static long first(byte[] seed) {
    return ByteBuffer.wrap(seed).getLong();
  }

  /**
   * Makes the secret of an exercise with variants; one that is there stays.
   *
   * @param exercise with its solution at hand
   * @return whether it has variants
   * @throws IOException if it cannot be written
   */
  public static boolean give(Exercise exercise) throws IOException {
    if (most(exercise) == 0) {
      return false;
    }
    Path file = exercise.solution().resolve(SECRET);
    if (!Files.exists(file)) {
      byte[] secret = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(secret);
      Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
    }
    return true;
  }

  /**
   * Makes sure that an exercise may be marked without knowing who handed in.
   *
   * @param exercise with its solution at hand
   * @throws IllegalArgumentException if students were given variants of it; the message is one line
   */
  public static void requireNone(Exercise exercise) {
    if (given(exercise).get(0).number() != 0) {
      throw new IllegalArgumentException(
          exercise.name()
              + " was given out in variants, and only a roster tells whose is which: unroll grade"
              + " with --roster");
    }
  }

  /** All that may be given: those that the reference is proved for. */
  static List<Variant> given(Exercise exercise) {
    int most = most(exercise);
    boolean any = most > 0 && Files.isRegularFile(exercise.solution().resolve(SECRET));
    return IntStream.rangeClosed(any ? 1 : 0, any ? most : 0)
        .mapToObj(number -> new Variant(number, most))
        .toList();
  }

  /**
   * The numbers that this is not.
   *
   * @return all from 0 to most but one
   */
  public List<Integer> others() {
    return IntStream.rangeClosed(0, most).filter(each -> each != number).boxed().toList();
  }

  /**
   * A reference or a known-wrong answer for this variant.
   *
   * @param source for variant 0, with lines like {@code int variant = 0; // VARIANT}
   * @return the same with this number in those lines
   */
  public String into(String source) {
    return source.replace(PLACE, PLACE.replace("0", Integer.toString(number)));
  }
}
