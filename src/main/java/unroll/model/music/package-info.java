/**
 * Models of music. {@link unroll.model.music.ChordModel} writes chords and their durations from one
 * state; {@link unroll.model.music.ProductOfExperts} lets experts that see a melody in different
 * ways, each a {@link unroll.model.music.MelodyExpert}, agree on the next note.
 *
 * <p>{@link unroll.model.music.Songbook} keeps learned and held-out tunes apart, {@link
 * unroll.model.music.Rags} makes melodies over chords out of piano rags, and {@link
 * unroll.model.music.SymbolCounts} says what counting alone predicts.
 */
package unroll.model.music;
