package unroll.model.detect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import unroll.data.Speech;

/**
 * Digits spoken one after the other, with a word to listen for: the detector's task of {@link
 * Whistles} for those whose machine can speak.
 *
 * <p>A signal has the length and the frames of {@link Whistles}. In each of three parts of it one
 * digit is spoken, as loud as a whistle; every third is a <i>seven</i> on average and the others
 * any digit. Noise lies over the whole.
 *
 * @param recordings of each digit, 0 to 9, in each voice: samples
 */
public record SpokenDigits(List<List<double[]>> recordings) {
  private static final List<String> NAMES =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private static final int WANTED = 7;
  private static final int SLOT = Whistles.SAMPLES / 3;

  /**
   * Lets all digits be spoken in some voices of evenly spaced pitch and speed.
   *
   * @param speech who speaks
   * @param voices how many, at least 1
   * @param lowest the pitch of the first voice, 0 to 99
   * @param step between the voices' pitches
   * @return the recordings
   * @throws IOException if the synthesiser fails
   */
  public static SpokenDigits by(Speech speech, int voices, int lowest, int step)
      throws IOException {
    List<List<double[]>> recordings = new ArrayList<>();
    for (String name : NAMES) {
      List<double[]> spoken = new ArrayList<>();
      for (int voice = 0; voice < voices; voice++) {
        double[] word = speech.say(name, lowest + step * voice, 180 + 40 * (voice % 3));
        if (word.length > SLOT) {
          throw new IOException(
              String.format(Locale.ROOT, "\"%s\" lasts %d samples", name, word.length));
        }
        spoken.add(Whistles.asLoudAsAWhistle(word));
      }
      recordings.add(spoken);
    }
    return new SpokenDigits(recordings);
  }

  /**
   * Draws signals of three digits.
   *
   * @param count how many
   * @param fromDecibels the least of the words' power over the noise's, in dB
   * @param toDecibels the most
   * @param random the source of the draws
   * @return new signals, an event where a seven ends
   */
  public List<Whistles.Signal> draw(
      int count, double fromDecibels, double toDecibels, RandomGenerator random) {
    List<Whistles.Signal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] sound = new double[Whistles.SAMPLES];
      List<Integer> ends = new ArrayList<>();
      for (int slot = 0; slot < 3; slot++) {
        int digit = random.nextInt(3) == 0 ? WANTED : random.nextInt(NAMES.size());
        List<double[]> voices = recordings.get(digit);
        double[] word = voices.get(random.nextInt(voices.size()));
        int from = slot * SLOT + random.nextInt(SLOT - word.length + 1);
        System.arraycopy(word, 0, sound, from, word.length);
        if (digit == WANTED) {
          ends.add(from + word.length);
        }
      }
      double decibels = fromDecibels + (toDecibels - fromDecibels) * random.nextDouble();
      signals.add(Whistles.inNoise(sound, decibels, ends, random));
    }
    return signals;
  }
}
