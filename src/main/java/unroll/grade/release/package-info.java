/**
 * The student edition: the course without its answers, which proves that none came along.
 *
 * <p>Read {@link unroll.grade.release.StudentEdition}.
 *
 * <p>Next: {@link unroll.grade.progress}, what a learner has solved.
 */
package unroll.grade.release;
