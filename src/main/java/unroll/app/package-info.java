/**
 * The commands: what a person types. Nothing else imports this package, and the tour ends here.
 *
 * <p>Read {@link unroll.app.Main}, which finds the command and turns whatever it throws into one
 * line and an exit status ({@link unroll.app.Failure}). Then {@link unroll.app.OpenCommand}, what
 * {@code mvn} ends in: a {@link unroll.app.Ladder} of ways to come by a Jupyter, and {@link
 * unroll.app.page.PageServer} where none is to be had. {@link unroll.app.TextTrainCommand} shows
 * the library at work: a model of any text, which can be killed at any moment. {@link
 * unroll.app.RunCommand}, {@link unroll.app.CheckCommand} and {@link unroll.app.WatchCommand} are
 * for lessons and exercises.
 */
package unroll.app;
