/**
 * Results and marks as other platforms read them, and what a platform needs to mark by itself.
 *
 * <p>Each format is a pure function of a {@link unroll.grade.report.Result} (or of a {@link
 * unroll.grade.policy.Gradebook}), and each is held in a test against a schema that was written
 * from the platform's documentation. Where the grader failed, no format makes a score of it: the
 * student is told to ask the course staff.
 *
 * <p>Read {@link unroll.grade.export.Gradescope}, then {@link unroll.grade.export.Entry}, which the
 * platforms without visibilities are given, then {@link unroll.grade.export.Kit}.
 *
 * <p>Next: {@link unroll.grade.author}, writing an exercise.
 */
package unroll.grade.export;
