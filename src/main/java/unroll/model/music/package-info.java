/**
 * Models of music.
 *
 * <p>Read {@link unroll.model.music.ChordModel}, which writes chords and their durations, a {@link
 * unroll.model.music.Tune}, from one state with two heads. Then {@link
 * unroll.model.music.ProductOfExperts}, which lets experts that see a {@link
 * unroll.model.music.Melody} in different ways ({@link unroll.model.music.MelodyView}), each a
 * {@link unroll.model.music.MelodyExpert}, agree on the next note; a {@link
 * unroll.model.music.Soloist} plays what they agree on, and {@link
 * unroll.model.music.NearestPhrase} tells how much of it was copied. {@link
 * unroll.model.music.Songbook} keeps learned and held-out tunes apart, {@link
 * unroll.model.music.Rags} makes melodies over chords out of piano rags, and {@link
 * unroll.model.music.SymbolCounts} says what counting alone predicts. {@link
 * unroll.model.music.PhraseBook} tells how much of a new tune was copied.
 *
 * <p>Next: {@link unroll.model.caption}, from a vector to a sequence.
 */
package unroll.model.music;
