package unroll.model.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import unroll.cell.Sequence;
import unroll.data.Spectrogram;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Tape;

/**
 * Signals made up by rule, with an event to listen for: a whistle that rises by an octave. Its job
 * is to draw as many as one likes, at a given level of noise, and to say where the events end.
 *
 * <p>A signal lasts two seconds. In each of its four half seconds, with equal chances, there is a
 * rising whistle, one that falls by an octave, one that keeps its pitch, one that rises by a fourth
 * only, or nothing; all begin between 500 and 1000 Hz and last 0.2 to 0.3 seconds. White noise lies
 * over the whole.
 */
public final class Whistles {
  /** Samples a second. */
  public static final int RATE = 8000;

  /** Samples of a signal. */
  public static final int SAMPLES = 2 * RATE;

  /** How a detector hears: frames of 16 ms, 32 bands of 125 Hz. */
  public static final Spectrogram HEARING = new Spectrogram(256, 128, 32);

  /** Frames of a signal, T. */
  public static final int FRAMES = HEARING.frames(SAMPLES);

  /** Frames after the end of an event that a detector shall mark. */
  public static final int MARKED = 5;

  /** How far a detection may be from the first marked frame, in frames: 80 ms. */
  public static final int TOLERANCE = 5;

  private static final int SLOT = RATE / 2;
  private static final double AMPLITUDE = 0.25;

  /** How the pitch of a whistle ends, as a factor; the first is the event. */
  private static final double[] ENDS = {2, 0.5, 1, 4.0 / 3};

  private Whistles() {}

  /**
   * A signal and what is in it.
   *
   * @param sound samples from -1 to 1. Not copied.
   * @param frames T x 32, as heard: logarithms of power, about -2 to 2. Not copied.
   * @param events the first frame after each event, ascending. Not copied.
   */
  public record Signal(double[] sound, double[][] frames, int[] events) {}

  /**
   * Draws signals.
   *
   * @param count how many
   * @param fromDecibels the least of the whistles' power over the noise's, in dB
   * @param toDecibels the most; each signal has a level between, evenly drawn
   * @param random the source of the draws
   * @return new signals
   */
  public static List<Signal> draw(
      int count, double fromDecibels, double toDecibels, RandomGenerator random) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double decibels = fromDecibels + (toDecibels - fromDecibels) * random.nextDouble();
      signals.add(signal(decibels, random));
    }
    return signals;
  }

  private static Signal signal(double decibels, RandomGenerator random) {
    double[] sound = new double[SAMPLES];
    List<Integer> ends = new ArrayList<>();
    for (int slot = 0; slot < SAMPLES; slot += SLOT) {
      int kind = random.nextInt(ENDS.length + 1);
      int length = random.nextInt(RATE / 5, 3 * RATE / 10);
      int from = slot + random.nextInt(SLOT - length);
      double pitch = random.nextDouble(500, 1000);
      if (kind < ENDS.length) {
        whistle(sound, from, length, pitch, ENDS[kind]);
      }
      if (kind == 0) {
        ends.add(from + length);
      }
    }
    return inNoise(sound, decibels, ends, random);
  }

  /**
   * Makes a signal with one whistle in its middle, of whatever kind: for asking a detector where it
   * draws its line.
   *
   * @param pitch at which it begins, in Hz
   * @param end its last pitch as a factor of the first
   * @param seconds how long it lasts, above 0 and at most 1
   * @param decibels its power over the noise's, in dB
   * @param random the source of the noise
   * @return a new signal; its only event is the end of the whistle, also where it is none to listen
   *     for
   * @throws IllegalArgumentException if the whistle lasts no time or too long, or leaves the
   *     frequencies from 0 to half the sample rate
   */
  public static Signal one(
      double pitch, double end, double seconds, double decibels, RandomGenerator random) {
    double highest = pitch * Math.max(1, end);
    if (!(seconds > 0 && seconds <= 1) || !(pitch > 0 && end > 0 && highest < RATE / 2.0)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no whistle of %s s from %s Hz to %s times that can be made",
              seconds,
              pitch,
              end));
    }
    double[] sound = new double[SAMPLES];
    int length = (int) Math.round(seconds * RATE);
    int from = (SAMPLES - length) / 2;
    whistle(sound, from, length, pitch, end);
    return inNoise(sound, decibels, List.of(from + length), random);
  }

  /** A sound with the power that a whistle has. */
  static double[] asLoudAsAWhistle(double[] sound) {
    double power = Arrays.stream(sound).map(x -> x * x).average().orElseThrow();
    double factor = Math.sqrt(AMPLITUDE * AMPLITUDE / 2 / power);
    return Arrays.stream(sound).map(x -> factor * x).toArray();
  }

  /** Lays noise over a sound, and listens. */
  static Signal inNoise(
      double[] sound, double decibels, List<Integer> ends, RandomGenerator random) {
    // The power of a sine is half its amplitude squared.
    double noise = Math.sqrt(AMPLITUDE * AMPLITUDE / 2 / Math.pow(10, decibels / 10));
    for (int i = 0; i < SAMPLES; i++) {
      sound[i] = Math.max(-1, Math.min(1, sound[i] + noise * random.nextGaussian()));
    }
    double[][] frames = HEARING.of(sound);
    for (double[] frame : frames) {
      for (int band = 0; band < frame.length; band++) {
        // Logarithms of powers are some -14 to 0.
        frame[band] = (frame[band] + 7) / 3;
      }
    }
    int[] events = ends.stream().mapToInt(Whistles::firstFrameAfter).toArray();
    return new Signal(sound, frames, events);
  }

  /** Adds a sine whose pitch slides evenly (in octaves), faded in and out. */
  private static void whistle(double[] sound, int from, int length, double pitch, double end) {
    double phase = 0;
    for (int i = 0; i < length; i++) {
      double part = (double) i / length;
      double fade = Math.min(1, 20 * Math.min(part, 1 - part));
      sound[from + i] += AMPLITUDE * fade * Math.sin(phase);
      phase += 2 * Math.PI * pitch * Math.pow(end, part) / RATE;
    }
  }

  /** The frame whose middle is the first at or after a sample. */
  private static int firstFrameAfter(int sample) {
    int frame = (sample - HEARING.window() / 2 + HEARING.hop() - 1) / HEARING.hop();
    return Math.min(FRAMES - 1, frame);
  }

  /**
   * Puts signals on a tape.
   *
   * @param tape where a detector works
   * @param signals B
   * @param precision of the numbers
   * @return T steps of B x 32
   */
  public static Sequence frames(Tape tape, List<Signal> signals, Precision precision) {
    Matrix frames = tape.room(precision, FRAMES * signals.size(), HEARING.bands());
    for (int b = 0; b < signals.size(); b++) {
      for (int t = 0; t < FRAMES; t++) {
        for (int band = 0; band < HEARING.bands(); band++) {
          frames.set(t * signals.size() + b, band, signals.get(b).frames()[t][band]);
        }
      }
    }
    return new Sequence(tape.constant(frames), FRAMES);
  }

  /**
   * Makes what a detector shall say: 1 at the frames just after an event, 0 elsewhere.
   *
   * @param signals B
   * @param precision of the numbers
   * @return (T*B) x 1, step after step
   */
  public static Matrix targets(List<Signal> signals, Precision precision) {
    return targets(signals, 0, precision);
  }

  /**
   * Makes what a detector shall say that may wait, or must hurry: 1 at some frames from so many
   * after an event on, 0 elsewhere.
   *
   * @param signals B
   * @param later frames from the end of an event to the first marked frame; negative to answer
   *     before it ends
   * @param precision of the numbers
   * @return (T*B) x 1, step after step; marks beyond the signal are left out
   */
  public static Matrix targets(List<Signal> signals, int later, Precision precision) {
    Matrix targets = Matrix.zeros(precision, FRAMES * signals.size(), 1);
    for (int b = 0; b < signals.size(); b++) {
      for (int event : signals.get(b).events()) {
        int first = Math.max(0, event + later);
        for (int t = first; t < Math.min(FRAMES, event + later + MARKED); t++) {
          targets.set(t * signals.size() + b, 0, 1);
        }
      }
    }
    return targets;
  }

  /**
   * Computes what a detector says of signals.
   *
   * @param detector of one event
   * @param signals B
   * @param precision of the detector
   * @return B x T probabilities, from 0 to 1
   */
  public static double[][] probabilities(
      FrameDetector detector, List<Signal> signals, Precision precision) {
    Matrix logits = detector.logits(frames(Tape.off(), signals, precision)).matrix();
    double[][] probabilities = new double[signals.size()][FRAMES];
    for (int b = 0; b < signals.size(); b++) {
      for (int t = 0; t < FRAMES; t++) {
        probabilities[b][t] = 1 / (1 + Math.exp(-logits.get(t * signals.size() + b, 0)));
      }
    }
    return probabilities;
  }

  /**
   * Counts what a detector finds in signals that it has not learned.
   *
   * @param detector of one event
   * @param signals B
   * @param precision of the detector
   * @return hits, false alarms and misses over all signals, where the probability rises to 1/2
   */
  public static Detections listen(
      FrameDetector detector, List<Signal> signals, Precision precision) {
    return found(probabilities(detector, signals, precision), signals, 0.5, 0);
  }

  /**
   * Counts what is found at a threshold.
   *
   * @param probabilities B x T
   * @param signals B
   * @param threshold that counts as a detection where a probability rises to it
   * @param later frames from an event to where its detection is wanted; events for which that lies
   *     beyond the signal do not count
   * @return hits, false alarms and misses over all signals
   */
  public static Detections found(
      double[][] probabilities, List<Signal> signals, double threshold, int later) {
    Detections all = new Detections(0, 0, 0);
    for (int b = 0; b < signals.size(); b++) {
      int[] detected = Detections.onsets(probabilities[b], threshold);
      all = all.plus(Detections.count(detected, wanted(signals.get(b), later), TOLERANCE));
    }
    return all;
  }

  /**
   * Computes how late detections come.
   *
   * @param probabilities B x T
   * @param signals B
   * @param threshold that counts as a detection where a probability rises to it
   * @param later frames from an event to where its detection is wanted
   * @return the mean over all hits, in frames from the event itself; NaN if there is no hit
   */
  public static double lateness(
      double[][] probabilities, List<Signal> signals, double threshold, int later) {
    return IntStream.range(0, signals.size())
        .flatMap(
            b -> {
              int[] detected = Detections.onsets(probabilities[b], threshold);
              int[] wanted = wanted(signals.get(b), later);
              return Arrays.stream(Detections.lateness(detected, wanted, TOLERANCE));
            })
        .map(frames -> frames + later)
        .average()
        .orElse(Double.NaN);
  }

  private static int[] wanted(Signal signal, int later) {
    return Arrays.stream(signal.events())
        .map(event -> event + later)
        .filter(frame -> frame < FRAMES)
        .toArray();
  }

  /**
   * Draws a batch out of signals made before.
   *
   * @param signals at least one
   * @param count B
   * @param random the source of the draws
   * @return B of them
   */
  public static List<Signal> choose(List<Signal> signals, int count, RandomGenerator random) {
    return Arrays.stream(random.ints(count, 0, signals.size()).toArray())
        .mapToObj(signals::get)
        .toList();
  }
}
