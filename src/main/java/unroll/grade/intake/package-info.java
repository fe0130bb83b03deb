/**
 * Reads what students hand in, as they really hand it in: files, folders, archives, notebooks.
 *
 * <p>Everything here was written by strangers. It is read within limits, never followed out of its
 * place, never written to disk under a name of its own, and whatever is wrong with it becomes a
 * sentence for its author.
 *
 * <p>Read {@link unroll.grade.intake.Intake}, then {@link unroll.grade.intake.Handin}.
 *
 * <p>Next: {@link unroll.grade.roster}, whose it is.
 */
package unroll.grade.intake;
