/**
 * What is written of a submission: a JSON of everything, a row of a table, a page for its author.
 *
 * <p>Read {@link unroll.grade.report.Result}, then {@link unroll.grade.report.FeedbackPage}.
 *
 * <p>Next: {@link unroll.grade.dashboard}, the class at a glance.
 */
package unroll.grade.report;
