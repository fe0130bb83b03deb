package unroll.grade.intake;

/**
 * One source of an answer.
 *
 * @param name the file's name as compiler and messages tell it, for example {@code Elman.java}
 * @param origin where it came from, for example {@code anna/src/Elman.java} or {@code cell 5 of
 *     anna.ipynb}
 * @param text the text that is compiled; its lines are those that the student sees
 */
public record SourceFile(String name, String origin, String text) {}
