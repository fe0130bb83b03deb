/**
 * Which answers of a class are alike, as JPlag sees it.
 *
 * <p>JPlag needs a later Java than the kit and has another licence, so it is a program of its own:
 * {@link unroll.grade.similarity.LaterJava} finds what runs it, {@link
 * unroll.grade.similarity.Answers} lays out what it compares, {@link unroll.grade.similarity.Pairs}
 * is what it finds.
 *
 * <p>Next: {@link unroll.grade.policy}, from attempts to marks.
 */
package unroll.grade.similarity;
