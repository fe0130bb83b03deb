/**
 * The Jupyter kernel for Java, and notebooks without Jupyter. It knows no neural network.
 *
 * <p>Read {@link unroll.kernel.Evaluator}, a session of cells on the JDK's JShell; {@link
 * unroll.kernel.JavaKernel} serves it to Jupyter, {@link unroll.kernel.NotebookRunner} runs a
 * {@link unroll.kernel.NotebookFile} through it. Cells show things through {@link
 * unroll.kernel.Displays}; {@link unroll.kernel.CellThread} is how an interrupt ends one. {@link
 * unroll.kernel.OutputComparison} holds a stored lesson to what it says when it is run again.
 *
 * <p>Next: {@link unroll.notebook}, what cells show.
 */
package unroll.kernel;
