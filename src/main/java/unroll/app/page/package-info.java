/**
 * Lessons as pages: served while they run where there is no Jupyter, or written to a folder.
 *
 * <p>Read {@link unroll.app.page.LessonRuns}, which keeps what each lesson shows, {@link
 * unroll.app.page.PageServer}, which gives it to a browser on this machine, and {@link
 * unroll.app.page.Site}, which writes it for every other. Both make their pages by the same few
 * classes: Markdown and mathematics become HTML, outputs become what is safe to show.
 *
 * <p>Next: {@link unroll.app}, what is typed.
 */
package unroll.app.page;
