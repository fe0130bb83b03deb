/**
 * What a lesson imports: {@link unroll.notebook.Show#show show}, figures, progress, claims.
 *
 * <p>A figure is made in one sentence and shown in every front end from the same data:
 *
 * <pre>{@code
 * show(Chart.line("Loss while training")
 *     .x("step").y("loss", "nats per character")
 *     .series("LSTM, 128 units", steps, losses)
 *     .reference("5-gram", 1.669));
 * }</pre>
 *
 * <p>It becomes one MIME bundle: {@code text/html} (interactive, by plotly.js off the class path;
 * the picture where no script runs), {@code image/png} and {@code text/plain}. plotly.js goes out
 * once a session, {@link unroll.notebook.StoredOutputs} takes it and the interactive twins out of
 * what is stored for good. Beside figures there are {@link unroll.notebook.Table}, {@link
 * unroll.notebook.ShadedText}, {@link unroll.notebook.Glances}, {@link unroll.notebook.Sound} and,
 * while a cell runs, {@link unroll.notebook.LiveLoss} and {@link unroll.notebook.ProgressBar};
 * {@link unroll.notebook.Lesson} gives a lesson its size and holds it to its claims, {@link
 * unroll.notebook.Check} marks an exercise in a cell.
 *
 * <p>Music is seen as {@link unroll.notebook.PianoRoll} and {@link unroll.notebook.LeadSheet}, and
 * heard as {@link unroll.notebook.Performance}.
 *
 * <p>Next: {@link unroll.app.page}, lessons as pages.
 */
package unroll.notebook;
