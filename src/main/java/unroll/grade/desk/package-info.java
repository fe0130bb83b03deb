/**
 * Marks a class: every submission of a folder, some at a time, with a journal that survives a kill
 * at any moment.
 *
 * <p>Read {@link unroll.grade.desk.Desk}.
 *
 * <p>Next: {@link unroll.grade.report}, what it writes.
 */
package unroll.grade.desk;
