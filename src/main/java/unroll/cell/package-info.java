/**
 * Recurrent cells: what turns the state of one step into the state of the next.
 *
 * <p>Read {@link unroll.cell.Cell} for the three things a cell does, then {@link unroll.cell.Elman}
 * and {@link unroll.cell.Lstm}. Time-major everywhere: a {@link unroll.cell.Sequence} of T steps of
 * a batch of B rows is one matrix of {@code T*B} rows, step after step.
 */
package unroll.cell;
