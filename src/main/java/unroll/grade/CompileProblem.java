package unroll.grade;

/**
 * One complaint of the compiler about the student's source.
 *
 * @param file the source file's name
 * @param line the line, counted from 1; 0 if the compiler gave none
 * @param column the column, counted from 1; 0 if the compiler gave none
 * @param message the compiler's words
 * @param source the text of that line, empty if there is none
 */
public record CompileProblem(String file, long line, long column, String message, String source) {}
