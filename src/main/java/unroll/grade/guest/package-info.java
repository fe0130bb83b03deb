/**
 * The program of the process that holds a submission: it answers the requests of {@link
 * unroll.grade.wire} and knows nothing of tests, points or other submissions.
 *
 * <p>Read {@link unroll.grade.guest.Guest}.
 *
 * <p>Next: {@link unroll.grade.sandbox}, what holds it.
 */
package unroll.grade.guest;
