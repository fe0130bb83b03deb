package unroll.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/**
 * A score with all that it takes to be played: a tempo, and an instrument for each part. Its job is
 * to write that as a standard MIDI file (Standard MIDI Files 1.0, MMA 1996), out of which {@link
 * Score#read} reads the same notes.
 *
 * <p>It is written as format 1: a track of tempo and meter, then a track for each part.
 *
 * @param score what is played
 * @param quartersPerMinute the tempo
 * @param voices who plays each part, in the order of the score's parts
 */
public record MidiFile(Score score, double quartersPerMinute, List<Voice> voices) {
  /** The tempo where none is asked for. */
  public static final double USUAL_TEMPO = 120;

  private static final double SLOWEST = 10;
  private static final double FASTEST = 1000;
  private static final Voice USUAL = new Voice(Instrument.PIANO, 80);
  private static final int DRUMS = 9;
  private static final int MOST_PARTS = 15;
  private static final int MOST_TICKS_PER_QUARTER = 32_767;

  /** A few of the 128 instruments of General MIDI (level 1, MMA 1991), by their numbers from 0. */
  public enum Instrument {
    /** Acoustic grand piano. */
    PIANO(0),
    /** Vibraphone. */
    VIBRAPHONE(11),
    /** Acoustic guitar, nylon strings. */
    GUITAR(24),
    /** Acoustic bass. */
    BASS(32),
    /** Trumpet. */
    TRUMPET(56),
    /** Clarinet. */
    CLARINET(71),
    /** Flute. */
    FLUTE(73);

    private final int program;

    Instrument(int program) {
      this.program = program;
    }
  }

  /**
   * Who plays a part.
   *
   * @param instrument of General MIDI
   * @param loudness how hard each note is struck, 1 to 127
   */
  public record Voice(Instrument instrument, int loudness) {
    /**
     * Checks the loudness.
     *
     * @param instrument of General MIDI
     * @param loudness how hard each note is struck, 1 to 127
     * @throws IllegalArgumentException if the loudness is out of its range
     */
    public Voice {
      if (loudness < 1 || loudness > 127) {
        throw new IllegalArgumentException("loudness goes from 1 to 127, not " + loudness);
      }
    }
  }

  /**
   * Checks that a MIDI file can hold it.
   *
   * @param score what is played
   * @param quartersPerMinute the tempo, 10 to 1000
   * @param voices who plays each part
   * @throws IllegalArgumentException if there is no part or more than 15, not one voice a part, a
   *     tempo or a number of ticks out of range, or a note that MIDI cannot say: a pitch other than
   *     0 to 127, a start before 0, no length, or one struck in its part while it still sounds
   */
  public MidiFile {
    voices = List.copyOf(voices);
    int parts = score.parts().size();
    if (parts < 1 || parts > MOST_PARTS) {
      throw new IllegalArgumentException(
          "a MIDI file holds 1 to " + MOST_PARTS + " parts, not " + parts);
    }
    if (voices.size() != parts) {
      throw new IllegalArgumentException(parts + " parts are played by " + voices.size());
    }
    if (!(quartersPerMinute >= SLOWEST && quartersPerMinute <= FASTEST)) {
      throw new IllegalArgumentException(
          "a tempo goes from 10 to 1000 quarter notes a minute, not " + quartersPerMinute);
    }
    if (score.ticksPerQuarter() < 1 || score.ticksPerQuarter() > MOST_TICKS_PER_QUARTER) {
      throw new IllegalArgumentException(
          "a quarter note has 1 to 32767 ticks, not " + score.ticksPerQuarter());
    }
    score.parts().forEach(MidiFile::check);
  }

  private static void check(Score.Part part) {
    long[] until = new long[128];
    for (Score.Note note : part.notes()) {
      if (note.pitch() < 0 || note.pitch() > 127 || note.from() < 0 || note.to() <= note.from()) {
        throw new IllegalArgumentException("part '" + part.name() + "' has " + note);
      }
      if (note.from() < until[note.pitch()]) {
        throw new IllegalArgumentException(
            "part '" + part.name() + "' strikes while it still sounds: " + note);
      }
      until[note.pitch()] = note.to();
    }
  }

  /**
   * Lets pianos play a score at 120 quarter notes a minute.
   *
   * @param score what is played
   * @return the file to be written
   * @throws IllegalArgumentException if a MIDI file cannot hold the score
   */
  public static MidiFile of(Score score) {
    return new MidiFile(score, USUAL_TEMPO, Collections.nCopies(score.parts().size(), USUAL));
  }

  /**
   * Sets the tempo.
   *
   * @param newQuartersPerMinute 10 to 1000
   * @return the same at another tempo
   * @throws IllegalArgumentException if the tempo is out of range
   */
  public MidiFile tempo(double newQuartersPerMinute) {
    return new MidiFile(score, newQuartersPerMinute, voices);
  }

  /**
   * Gives a part to an instrument.
   *
   * @param part its number, from 0
   * @param instrument of General MIDI
   * @param loudness how hard each note is struck, 1 to 127
   * @return the same with that voice
   * @throws IllegalArgumentException if the loudness is out of range
   * @throws IndexOutOfBoundsException if there is no such part
   */
  public MidiFile voice(int part, Instrument instrument, int loudness) {
    List<Voice> changed = new ArrayList<>(voices);
    changed.set(part, new Voice(instrument, loudness));
    return new MidiFile(score, quartersPerMinute, changed);
  }

  /**
   * How long it lasts, from the start to the last release.
   *
   * @return seconds
   */
  public double seconds() {
    long ticks =
        score.parts().stream()
            .flatMap(part -> part.notes().stream())
            .mapToLong(Score.Note::to)
            .max()
            .orElse(0);
    return ticks * 60.0 / (score.ticksPerQuarter() * quartersPerMinute);
  }

  /**
   * Encodes the file.
   *
   * @return its bytes
   */
  public byte[] bytes() {
    try {
      Sequence sequence = new Sequence(Sequence.PPQ, score.ticksPerQuarter());
      conduct(sequence.createTrack());
      for (int part = 0; part < voices.size(); part++) {
        play(sequence.createTrack(), score.parts().get(part), voices.get(part), part);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      MidiSystem.write(sequence, 1, out);
      return out.toByteArray();
    } catch (InvalidMidiDataException e) {
      throw new IllegalStateException("checked notes make no MIDI file", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void conduct(Track track) throws InvalidMidiDataException {
    int microseconds = (int) Math.round(60e6 / quartersPerMinute);
    byte[] three = {(byte) (microseconds >> 16), (byte) (microseconds >> 8), (byte) microseconds};
    track.add(new MidiEvent(new MetaMessage(0x51, three, 3), 0));
    // so many beats of 2^2, that is quarters; 24 clocks a beat, 8 thirty-seconds a quarter
    byte[] meter = {(byte) score.beatsPerBar(), 2, 24, 8};
    track.add(new MidiEvent(new MetaMessage(Score.TIME_SIGNATURE, meter, 4), 0));
  }

  private static void play(Track track, Score.Part part, Voice voice, int number)
      throws InvalidMidiDataException {
    int channel = number < DRUMS ? number : number + 1;
    byte[] name = part.name().getBytes(StandardCharsets.UTF_8);
    track.add(new MidiEvent(new MetaMessage(Score.TRACK_NAME, name, name.length), 0));
    track.add(
        new MidiEvent(
            new ShortMessage(ShortMessage.PROGRAM_CHANGE, channel, voice.instrument().program, 0),
            0));
    // Of what falls on one tick the track keeps the order: releases first, or a note that is
    // struck again at once would be silenced.
    for (Score.Note note : part.notes()) {
      track.add(new MidiEvent(key(ShortMessage.NOTE_OFF, channel, note.pitch(), 0), note.to()));
    }
    for (Score.Note note : part.notes()) {
      track.add(
          new MidiEvent(
              key(ShortMessage.NOTE_ON, channel, note.pitch(), voice.loudness()), note.from()));
    }
  }

  private static MidiMessage key(int command, int channel, int pitch, int velocity)
      throws InvalidMidiDataException {
    return new ShortMessage(command, channel, pitch, velocity);
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @param file made or replaced
   * @throws IOException if that fails; an old file is then unchanged
   */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path draft = Files.createTempFile(folder, "score", ".tmp");
    try {
      Files.write(draft, bytes());
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
