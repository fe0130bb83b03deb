/**
 * Instruments: what flows, grows and fades inside a recurrent network.
 *
 * <p>Gradients over time: {@link unroll.probe.Jacobian}, {@link unroll.probe.GradientFlow}, {@link
 * unroll.probe.TruncationBias}. Matrices: {@link unroll.probe.Recurrence}, {@link
 * unroll.probe.Spectrum}, {@link unroll.probe.SymmetricPowers}. Gates: {@link
 * unroll.probe.LstmGates}, {@link unroll.probe.GateStatistics}, {@link unroll.probe.MemoryPath}.
 * States: {@link unroll.probe.ActivationHistogram}. Graphs: {@link unroll.probe.Architecture}.
 * Networks whose weights are written down, not learned: {@link unroll.probe.Wiring}, {@link
 * unroll.probe.AnBnRecogniser}, {@link unroll.probe.StackNetwork}.
 *
 * <p>Every result is a record of plain arrays. States are numbered as in the lecture: {@code h_0}
 * is the start, {@code h_t} the state after step t, which read {@code x_t}, row {@code t - 1} of
 * the inputs. A probe leaves the gradients of the cell's parameters as it found them.
 */
package unroll.probe;
