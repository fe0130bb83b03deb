/**
 * Matrices and their arithmetic: the first stop of the tour, and the one place that touches the
 * storage of EJML.
 *
 * <p>Read {@link unroll.matrix.Matrix}, rows of numbers in float or double ({@link
 * unroll.matrix.Precision}), then {@link unroll.matrix.Kernels}, the list of everything that is
 * ever computed with many numbers. {@link unroll.matrix.PlainDouble} is that list as loops to read.
 * The float twin is the same text with the type replaced.
 *
 * <p>For speed read on: {@link unroll.matrix.VectorDouble} does the same with the JDK's Vector API,
 * its products in {@link unroll.matrix.TilesDouble} over what {@link unroll.matrix.Packed} lays
 * out; {@link unroll.matrix.Provider} chooses once, at start. {@link unroll.matrix.Checked} looks
 * at all shapes first, so that a mistake is told in one line.
 *
 * <p>Next: {@link unroll.data}, what is learned from.
 */
package unroll.matrix;
