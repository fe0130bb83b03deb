/**
 * Recurrent cells: what turns the state of one step into the state of the next. The heart of the
 * kit.
 *
 * <p>Read {@link unroll.cell.Cell} for the three things a cell does, then the lecture's
 * architectures: {@link unroll.cell.Elman} (i), {@link unroll.cell.OutputCoupled} (ii), {@link
 * unroll.cell.SingleOutput} (iii). Remedies for vanishing gradients are {@link unroll.cell.Leaky},
 * {@link unroll.cell.Delayed} and the gated cells {@link unroll.cell.Lstm} and {@link
 * unroll.cell.Gru}; depth comes from {@link unroll.cell.Stacked}, {@link unroll.cell.SkipStacked}
 * and {@link unroll.cell.DeepTransition}, and {@link unroll.cell.Bidirectional} reads from both
 * ends. {@link unroll.cell.VariationalDropout} drops in time what a {@link unroll.cell.HearingCell}
 * hears. {@link unroll.cell.PeepholeLstm} and {@link unroll.cell.NormalizedLstm} show how a new
 * cell is written in a few lines of tape operations, see {@link unroll.cell.ComposedCell}.
 *
 * <p>Time-major everywhere: a {@link unroll.cell.Sequence} of T steps of a batch of B rows is one
 * matrix of {@code T*B} rows, step after step. Where examples end at different steps, {@link
 * unroll.cell.Lengths} knows.
 *
 * <p>Next: {@link unroll.train}, how cells learn.
 */
package unroll.cell;
