/**
 * Marks a class: every attempt of every student, some at a time, with a journal that survives a
 * kill at any moment.
 *
 * <p>Read {@link unroll.grade.desk.Desk}, which marks and marks again, and shows a {@link
 * unroll.grade.desk.Difference} before it replaces a score. A {@link unroll.grade.desk.Shard} is a
 * part of a class for one of several machines; {@link unroll.grade.desk.Merge} puts the parts
 * together. {@link unroll.grade.desk.MarkedFolder} reads what was written, and {@link
 * unroll.grade.desk.Ledger} makes a gradebook of it.
 *
 * <p>Next: {@link unroll.grade.report}, what it writes.
 */
package unroll.grade.desk;
