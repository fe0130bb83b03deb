/**
 * What is learned from: texts as numbers, cut into windows; pairs of texts, put into batches; tasks
 * made up by rule.
 *
 * <p>Read {@link unroll.data.Vocabulary}, then {@link unroll.data.Corpus}, then {@link
 * unroll.data.Windows}. For sequence to sequence read {@link unroll.data.Pairs} and {@link
 * unroll.data.PairBatch}; {@link unroll.data.Addition}, {@link unroll.data.Dates}, {@link
 * unroll.data.NumberWords} and {@link unroll.data.Reversal} make pairs. Tasks that ask for a long
 * memory are drawn, not read: {@link unroll.data.AddingProblem}, {@link unroll.data.CopyMemory},
 * {@link unroll.data.TemporalOrder}. So is {@link unroll.data.RingWalk}, whose output is its state.
 *
 * <p>Images are read by {@link unroll.data.LabelledImages} out of {@link unroll.data.IdxFile}s, and
 * multiplied by {@link unroll.data.Distortion}; {@link unroll.data.HouseNumbers} synthesises scenes
 * out of them. Music is read as {@link unroll.data.ChordChart} and {@link unroll.data.Score}, and
 * written as {@link unroll.data.MidiFile}; {@link unroll.data.Accompaniment} makes keys of chords.
 * Pen strokes are read as {@link unroll.data.StrokeFont}, which {@link unroll.data.Ink} draws;
 * {@link unroll.data.Spectrogram} turns sound into frames. What ships with the course is listed by
 * {@link unroll.data.Datasets}, found from {@link unroll.data.CourseHome}.
 *
 * <p>Next: {@link unroll.tape}, where matrices learn.
 */
package unroll.data;
