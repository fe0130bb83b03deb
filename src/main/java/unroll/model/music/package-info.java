/**
 * Models of music.
 *
 * <p>Read {@link unroll.model.music.ChordModel}, which writes chords and their durations, a {@link
 * unroll.model.music.Tune}, from one state with two heads. Then {@link
 * unroll.model.music.ProductOfExperts}, which lets experts that see a {@link
 * unroll.model.music.Melody} in different ways ({@link unroll.model.music.MelodyView}), each a
 * {@link unroll.model.music.MelodyExpert}, agree on the next note.
 *
 * <p>Next: {@link unroll.model.caption}, from a vector to a sequence.
 */
package unroll.model.music;
