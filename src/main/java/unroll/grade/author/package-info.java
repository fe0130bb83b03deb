/**
 * A new exercise to begin with: small, whole, and passing everything that exercises are held to.
 *
 * <p>Read {@link unroll.grade.author.NewExercise}; the texts that it fills in are resources of this
 * package.
 *
 * <p>Next: {@link unroll.grade.release}, the course as students get it.
 */
package unroll.grade.author;
