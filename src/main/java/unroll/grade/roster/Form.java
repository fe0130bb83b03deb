package unroll.grade.roster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A way in which hand-ins of a class lie in a folder. */
interface Form {
  /**
   * The hand-ins of a folder of this form.
   *
   * @param folder the folder
   * @param exercise the exercise's name, where a folder holds those of several; empty for any
   * @param shelf where files of one hand-in are put together
   * @return what was found; empty if the folder is not of this form
   * @throws IllegalArgumentException if it is of this form and cannot be read; one line
   */
  Optional<List<Found>> in(Path folder, String exercise, Shelf shelf) throws IOException;

  /** How sentences end that say that a time is not known. */
  String NO_TIME = " does not say when this was handed in, and no list of times was given.";

  /** Notice for hand-ins of which only the file says when. */
  String FILE_TIME = "When this was handed in is known from the date of the file only.";

  /** Notice for hand-ins of a platform that does not tell times. */
  static String noTime(String platform) {
    return "The archive of " + platform + NO_TIME;
  }

  /** Whether a notice is about a time that is not known well: a list of times overrules it. */
  static boolean isAboutTime(String notice) {
    return notice.endsWith(NO_TIME) || notice.equals(FILE_TIME);
  }
}
