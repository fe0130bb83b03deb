/**
 * Instruments: what flows, grows and fades inside a recurrent network.
 *
 * <p>Read {@link unroll.probe.Spectrum} and {@link unroll.probe.GradientFlow} first: what the
 * weights say, and what the gradient does. The rest can be looked up when a question comes.
 * Gradients over time: {@link unroll.probe.Jacobian}, {@link unroll.probe.TruncationBias}.
 * Matrices: {@link unroll.probe.Recurrence}, {@link unroll.probe.SymmetricPowers}, {@link
 * unroll.probe.SpectrumHistory}. Gates: {@link unroll.probe.LstmGates}, {@link
 * unroll.probe.GruGates}, {@link unroll.probe.GateStatistics}, {@link unroll.probe.MemoryPath}.
 * States: {@link unroll.probe.ActivationHistogram}. Graphs: {@link unroll.probe.Architecture}.
 * Time: {@link unroll.probe.Cost}. Networks whose weights are written down, not learned: {@link
 * unroll.probe.Wiring}, {@link unroll.probe.AnBnRecogniser}, {@link unroll.probe.StackNetwork}.
 *
 * <p>Every result is a record of plain arrays. States are numbered as in the lecture: {@code h_0}
 * is the start, {@code h_t} the state after step t, which read {@code x_t}, row {@code t - 1} of
 * the inputs. A probe leaves the gradients of the cell's parameters as it found them.
 *
 * <p>Next: {@link unroll.model}, cells and layers put together.
 */
package unroll.probe;
