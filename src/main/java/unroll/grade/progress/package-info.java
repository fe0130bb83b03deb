/**
 * What a learner has solved so far, kept in one readable file of the course's folder and sent
 * nowhere. {@link unroll.grade.progress.ProgressFile} keeps it, {@link
 * unroll.grade.progress.Progress} is what it says.
 *
 * <p>Next: {@link unroll.kernel}, where cells run.
 */
package unroll.grade.progress;
