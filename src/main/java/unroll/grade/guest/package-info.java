/**
 * The program of the process that holds a submission: it answers the requests of {@link
 * unroll.grade.wire} and knows nothing of tests, points or other submissions.
 */
package unroll.grade.guest;
