/**
 * Layers without memory. Rows are examples, and none hears of another.
 *
 * <p>Read {@link unroll.layer.Linear} first, then the losses that compare outputs with targets:
 * {@link unroll.layer.CrossEntropy} for classes, {@link unroll.layer.BinaryCrossEntropy} for yes or
 * no, {@link unroll.layer.MeanSquaredError} for numbers. {@link unroll.layer.Attention} reads a
 * memory of any length.
 */
package unroll.layer;
