/**
 * Layers without memory. Rows are examples, and none hears of another.
 *
 * <p>Read {@link unroll.layer.Linear} first, then {@link unroll.layer.Mlp} and {@link
 * unroll.layer.Embedding}, then the losses that compare outputs with targets: {@link
 * unroll.layer.CrossEntropy} for classes, {@link unroll.layer.BinaryCrossEntropy} for yes or no,
 * {@link unroll.layer.MeanSquaredError} for numbers. {@link unroll.layer.Attention} reads a memory
 * of any length, by one of three scores: {@link unroll.layer.AdditiveAttention}, {@link
 * unroll.layer.DotAttention}, {@link unroll.layer.GeneralAttention}. {@link unroll.layer.Dropout}
 * and {@link unroll.layer.LayerNorm} help training. {@link unroll.layer.Rows}, {@link
 * unroll.layer.Columns} and {@link unroll.layer.ByExample} are small tools for what is written on
 * top.
 *
 * <p>Next: {@link unroll.cell}, the parts with memory.
 */
package unroll.layer;
