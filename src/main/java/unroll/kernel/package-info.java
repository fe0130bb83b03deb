/**
 * The Jupyter kernel for Java, and notebooks without Jupyter.
 *
 * <p>{@link unroll.kernel.Evaluator} is a session of cells on the JDK's JShell; {@link
 * unroll.kernel.JavaKernel} serves it to Jupyter, {@link unroll.kernel.NotebookRunner} runs a
 * {@link unroll.kernel.NotebookFile} through it. Cells show things through {@link
 * unroll.kernel.Displays}.
 */
package unroll.kernel;
