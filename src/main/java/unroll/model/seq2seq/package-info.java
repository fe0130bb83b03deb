/**
 * Sequence to sequence: one recurrent network reads, another one writes (Sutskever, Vinyals and Le
 * 2014; Bahdanau, Cho and Bengio 2015).
 *
 * <p>Read {@link unroll.model.seq2seq.Encoder}, which makes the context C; then the decoders that
 * are driven by it: {@link unroll.model.seq2seq.ContextDecoder} by a C of fixed size, {@link
 * unroll.model.seq2seq.BahdanauDecoder} and {@link unroll.model.seq2seq.LuongDecoder} by attention,
 * a C that is as long as the source. {@link unroll.model.seq2seq.Seq2Seq} is the whole model: its
 * loss, and the ways to write with it.
 *
 * <p>Next: {@link unroll.model.music}, several answers at once.
 */
package unroll.model.seq2seq;
