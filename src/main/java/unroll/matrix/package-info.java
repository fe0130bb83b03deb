/**
 * Matrices and their arithmetic: the one place that touches the storage of EJML.
 *
 * <p>Read {@link unroll.matrix.Matrix}, then {@link unroll.matrix.Kernels}; the plain kernels are
 * the ones to read, the fast ones compute the same.
 */
package unroll.matrix;
