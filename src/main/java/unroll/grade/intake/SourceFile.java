package unroll.grade.intake;

/**
 * One source of an answer.
 *
 * @param name the file's name as compiler and messages tell it, for example {@code Elman.java}
 * @param origin where it came from, for example {@code anna/src/Elman.java} or {@code cell 5 of
 *     anna.ipynb}
 * @param text the text that is compiled; its lines are those that the student sees
 * @param added how many characters were put before the first line, which the student has not
 *     written: a package, imports
 */
public record SourceFile(String name, String origin, String text, int added) {

  /**
   * The text as the student wrote it.
   *
   * @return the text without what was put before it
   */
  public String shown() {
    return text.substring(added);
  }
}
