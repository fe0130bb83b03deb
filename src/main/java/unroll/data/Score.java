package unroll.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
 * The notes of a standard MIDI file, by part.
 *
 * @param name of the file
 * @param ticksPerQuarter how many ticks a quarter note has, at least 1
 * @param beatsPerBar the upper number of the first time signature; 4 where the file has none
 * @param parts those tracks that have a note
 */
public record Score(String name, int ticksPerQuarter, int beatsPerBar, List<Part> parts) {
  private static final int MOST_BYTES = 4 << 20;
  static final int TRACK_NAME = 3;
  static final int TIME_SIGNATURE = 0x58;
  private static final int USUAL_BEATS = 4;

  /** The longest piece read, in quarter notes: an hour and a half at 110 a minute. */
  private static final long MOST_QUARTERS = 10_000;

  /** Copies the list. */
  public Score {
    parts = List.copyOf(parts);
  }

  /**
   * A note.
   *
   * @param from the tick when it starts, from 0
   * @param to the tick when it is released, after {@code from}
   * @param pitch in semitones, 60 for the middle C
   */
  public record Note(long from, long to, int pitch) {}

  /**
   * A voice, or a hand.
   *
   * @param name what the file calls it, possibly empty
   * @param notes by start, then by pitch; at least one
   */
  public record Part(String name, List<Note> notes) {
    /** Copies the list. */
    public Part {
      notes = List.copyOf(notes);
    }

    /** The mean of the pitches. */
    double height() {
      return notes.stream().mapToInt(Note::pitch).average().orElse(0);
    }
  }

  /**
   * Reads a MIDI file by the JDK's own reader, which sees only files whose lengths have been found
   * to fit.
   *
   * @param file a standard MIDI file of at most 4 MB
   * @return its notes; notes of no length are left out
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is too large, is no MIDI file, is damaged, counts time
   *     in film frames, lasts too long or has no note; the message is one line and names the file
   */
  public static Score read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is no file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(MOST_BYTES + 1), file.toString());
    }
  }

  /** Reads a MIDI file that is in memory. */
  static Score of(byte[] bytes, String name) {
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          name + " has more than " + MOST_BYTES + " bytes: too many for a MIDI file of notes");
    }
    MidiBytes.check(bytes, name);
    try {
      return of(MidiSystem.getSequence(new ByteArrayInputStream(bytes)), name);
    } catch (InvalidMidiDataException | IOException damaged) {
      throw new IllegalArgumentException(
          name + " is a damaged MIDI file: " + damaged.getMessage(), damaged);
    }
  }

  private static Score of(Sequence sequence, String name) {
    if (sequence.getDivisionType() != Sequence.PPQ || sequence.getResolution() < 1) {
      throw new IllegalArgumentException(
          name + " counts time in film frames: a MIDI file that counts in beats is needed");
    }
    if (sequence.getTickLength() / sequence.getResolution() > MOST_QUARTERS) {
      throw new IllegalArgumentException(
          name
              + " lasts "
              + sequence.getTickLength() / sequence.getResolution()
              + " quarter notes: at most "
              + MOST_QUARTERS
              + " are read");
    }
    List<Part> parts = new ArrayList<>();
    int beats = 0;
    for (Track track : sequence.getTracks()) {
      List<Note> notes = notes(track);
      if (!notes.isEmpty()) {
        parts.add(new Part(name(track), notes));
      }
      beats = beats == 0 ? beats(track) : beats;
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException(name + " is a MIDI file without a note");
    }
    return new Score(name, sequence.getResolution(), beats == 0 ? USUAL_BEATS : beats, parts);
  }

  private static List<Note> notes(Track track) {
    List<Note> notes = new ArrayList<>();
    // the tick when each key of each channel went down, or -1
    long[] down = new long[16 * 128];
    java.util.Arrays.fill(down, -1);
    for (int i = 0; i < track.size(); i++) {
      MidiEvent event = track.get(i);
      if (!(event.getMessage() instanceof ShortMessage message)) {
        continue;
      }
      int command = message.getCommand();
      if (command == ShortMessage.NOTE_ON || command == ShortMessage.NOTE_OFF) {
        int key = message.getChannel() * 128 + message.getData1();
        if (down[key] >= 0 && event.getTick() > down[key]) {
          notes.add(new Note(down[key], event.getTick(), message.getData1()));
        }
        boolean on = command == ShortMessage.NOTE_ON && message.getData2() > 0;
        down[key] = on ? event.getTick() : -1;
      }
    }
    notes.sort(Comparator.comparingLong(Note::from).thenComparingInt(Note::pitch));
    return notes;
  }

  private static String name(Track track) {
    for (int i = 0; i < track.size(); i++) {
      MidiMessage message = track.get(i).getMessage();
      if (message instanceof MetaMessage meta && meta.getType() == TRACK_NAME) {
        return new String(meta.getData(), StandardCharsets.UTF_8).strip();
      }
    }
    return "";
  }

  private static int beats(Track track) {
    for (int i = 0; i < track.size(); i++) {
      MidiMessage message = track.get(i).getMessage();
      if (message instanceof MetaMessage meta
          && meta.getType() == TIME_SIGNATURE
          && meta.getData().length >= 2) {
        return meta.getData()[0] & 0xFF;
      }
    }
    return 0;
  }

  /**
   * The higher of two parts.
   *
   * @return a pianist's right hand
   * @throws IllegalArgumentException if there are other than two parts
   */
  public Part rightHand() {
    return hands().get(1);
  }

  /**
   * The lower of two parts.
   *
   * @return a pianist's left hand
   * @throws IllegalArgumentException if there are other than two parts
   */
  public Part leftHand() {
    return hands().get(0);
  }

  private List<Part> hands() {
    if (parts.size() != 2) {
      throw new IllegalArgumentException(
          name + " has " + parts.size() + " parts with notes: two hands were expected");
    }
    return parts.stream().sorted(Comparator.comparingDouble(Part::height)).toList();
  }
}
