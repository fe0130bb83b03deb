/**
 * Models of music. {@link unroll.model.music.ChordModel} writes chords and their durations from one
 * state; {@link unroll.model.music.ProductOfExperts} lets experts that see a melody in different
 * ways, each a {@link unroll.model.music.MelodyExpert}, agree on the next note.
 */
package unroll.model.music;
