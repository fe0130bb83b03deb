package unroll.model.handwriting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import unroll.cell.Lstm;
import unroll.data.Datasets;
import unroll.data.StrokeFont;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Tape;
import unroll.train.Adam;
import unroll.train.Checkpoint;
import unroll.train.Progress;
import unroll.train.Schedule;
import unroll.train.Trainer;
import unroll.train.Training;
import unroll.train.Weights;

/**
 * How a network learns to write: the sizes, the texts and the settings, in one place, so that a
 * lesson, a test and a reference run do the same.
 *
 * <p>The hand is synthesised from four stroke fonts, anew for every text. First single words are
 * written, which is quick and teaches the window to walk; then phrases, without which a network
 * that knows words only loses its way in a line. One word in five is made up of letters drawn alike
 * often, so that none is rare.
 *
 * <pre>{@code
 * HandwritingRecipe recipe = HandwritingRecipe.shipped();
 * Handwriting<?> network = recipe.network(1);
 * recipe.train(network, 1001, progress -> {});
 * double nats = HandwritingRecipe.nats(network);
 * }</pre>
 *
 * @param hidden H of the LSTM
 * @param bumps K of the window
 * @param gaussians M of the density
 * @param batch B
 * @param rate of Adam at the start; falls along half a cosine
 * @param clip the longest gradient
 * @param wordSteps of training with single words
 * @param phraseSteps of training after that, with phrases
 */
public record HandwritingRecipe(
    int hidden,
    int bumps,
    int gaussians,
    int batch,
    double rate,
    double clip,
    long wordSteps,
    long phraseSteps) {
  private static final String KIND = "handwriting";
  private static final int HELD_OUT = 200;

  /** Characters of a phrase, spaces included: at least, and at most but for its last word. */
  private static final int SHORTEST_PHRASE = 7;

  private static final int LONGEST_PHRASE = 14;

  /** Letters of a word as long as only words are written. */
  private static final int LONGEST_WORD = 6;

  /** The share of words made up of letters. */
  private static final double MADE_UP = 0.2;

  /** Batches last a multiple of so many steps, else the tape keeps memory for each length. */
  private static final int STEPS = 32;

  private static final long TEST_SEED = 77;

  private static final List<String> FONTS =
      List.of("EMSAllure.svg", "EMSFelix.svg", "EMSTech.svg", "HersheyScript1.svg");

  /**
   * The recipe of the network that comes with the course.
   *
   * @return sizes and settings
   */
  public static HandwritingRecipe shipped() {
    return new HandwritingRecipe(128, 5, 10, 32, 0.007, 1, 500, 700);
  }

  /**
   * Trains for another time.
   *
   * @param words steps of training with single words
   * @param phrases steps of training after that, with phrases
   * @return a changed copy
   */
  public HandwritingRecipe lasting(long words, long phrases) {
    return new HandwritingRecipe(hidden, bumps, gaussians, batch, rate, clip, words, phrases);
  }

  /**
   * Words to write.
   *
   * @param learned those to learn from, 2 to 9 letters long
   * @param heldOut others, 3 to 6 letters long, to test with
   */
  public record Words(List<String> learned, List<String> heldOut) {
    /** Copies the lists. */
    public Words {
      learned = List.copyOf(learned);
      heldOut = List.copyOf(heldOut);
    }

    /**
     * Keeps the short ones.
     *
     * @param letters of a word, at most
     * @return those to learn from that are no longer, and all that are held out
     */
    public Words upTo(int letters) {
      return new Words(learned.stream().filter(word -> word.length() <= letters).toList(), heldOut);
    }
  }

  /**
   * The words of the course's plays and sonnets; always the same 200 are held out.
   *
   * @return words to learn from and words to test with
   */
  public static Words words() {
    String text = Datasets.shakespeare().text();
    List<String> some = new ArrayList<>(SynthesizedHand.words(text, 3, 6));
    Collections.shuffle(some, new Random(1));
    List<String> heldOut = some.subList(0, HELD_OUT);
    Set<String> held = Set.copyOf(heldOut);
    return new Words(
        SynthesizedHand.words(text, 2, 9).stream().filter(word -> !held.contains(word)).toList(),
        heldOut);
  }

  /**
   * The hand that is learned from: four stroke fonts of the course, slanted, drifting and shaky.
   *
   * @return the hand
   * @throws UncheckedIOException if a font cannot be read
   */
  public static SynthesizedHand hand() {
    try {
      List<StrokeFont> fonts = new ArrayList<>();
      for (String name : FONTS) {
        fonts.add(StrokeFont.read(file("strokes", name)));
      }
      return new SynthesizedHand(fonts);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path file(String set, String name) {
    return Datasets.catalogue().named(set).stream()
        .flatMap(files -> files.paths().stream())
        .filter(path -> path.endsWith(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The catalogue lists no " + set + "/" + name + ": restore datasets/."));
  }

  /**
   * Makes a network that has learned nothing yet.
   *
   * @param seed of its weights
   * @return a new network, in float
   */
  public Handwriting<Lstm.State> network(long seed) {
    Initializer init = Initializer.seeded(seed);
    int inputs = 3 + SynthesizedHand.CHARACTERS.length();
    return Handwriting.of(Lstm.of(inputs, hidden, init.named("cell")), bumps, gaussians, init);
  }

  /**
   * Trains a network to write what it is told.
   *
   * @param network made by this recipe. Modified.
   * @param seed of the texts and of the hand
   * @param listener told after every step
   * @return the loss curve, in nats per movement
   */
  public Training train(Handwriting<?> network, long seed, Consumer<Progress> listener) {
    Words words = words();
    Words few = words.upTo(LONGEST_WORD);
    SynthesizedHand hand = hand();
    RandomGenerator random = new SplittableRandom(seed);
    long[] made = {0};
    return Trainer.of(Adam.of(network.parameters(), rate))
        .clipping(clip)
        .scheduled(Schedule.cosine(0))
        .listening(listener)
        .fit(
            wordSteps + phraseSteps,
            tape -> {
              // All of a batch are about as long as each other, so that little is padding.
              int least =
                  made[0]++ < wordSteps ? 1 : random.nextInt(SHORTEST_PHRASE, LONGEST_PHRASE + 1);
              List<String> texts =
                  Stream.generate(() -> text(least == 1 ? few : words, least, random))
                      .limit(batch)
                      .toList();
              SynthesizedHand.Written written =
                  hand.write(texts, Precision.FLOAT, random).padded(STEPS);
              return network.loss(tape, written.movements(), written.lengths(), written.texts());
            });
  }

  /** Words, until there are enough characters. */
  private static String text(Words words, int least, RandomGenerator random) {
    StringBuilder text = new StringBuilder(word(words, random));
    while (text.length() < least) {
      text.append(' ').append(word(words, random));
    }
    return text.toString();
  }

  private static String word(Words words, RandomGenerator random) {
    if (random.nextDouble() >= MADE_UP) {
      return words.learned().get(random.nextInt(words.learned().size()));
    }
    StringBuilder letters = new StringBuilder();
    for (int n = random.nextInt(2, LONGEST_WORD); n > 0; n--) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }

  /**
   * Writes held-out words, always in the same way.
   *
   * @param most words, at most 200
   * @return the first of them
   */
  public static SynthesizedHand.Written test(int most) {
    SynthesizedHand hand = hand();
    RandomGenerator random = new SplittableRandom(TEST_SEED);
    List<String> words = words().heldOut().subList(0, Math.min(HELD_OUT, most));
    return SynthesizedHand.batch(
        words, words.stream().map(word -> hand.write(word, random)).toList(), Precision.FLOAT);
  }

  /**
   * Measures a network by the held-out words.
   *
   * @param network made by this recipe. Not modified.
   * @return nats per movement
   */
  public static double nats(Handwriting<?> network) {
    SynthesizedHand.Written test = test(HELD_OUT);
    return network.loss(Tape.off(), test.movements(), test.lengths(), test.texts()).scalar();
  }

  /**
   * Saves a network.
   *
   * @param network made by this recipe
   * @return what is to be written to a file
   */
  public Checkpoint checkpoint(Handwriting<?> network) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("kind", KIND);
    facts.put("hidden", Integer.toString(hidden));
    facts.put("bumps", Integer.toString(bumps));
    facts.put("gaussians", Integer.toString(gaussians));
    facts.put("steps", Long.toString(wordSteps + phraseSteps));
    return Weights.of(network.parameters(), facts);
  }

  /**
   * Makes a network out of what was saved.
   *
   * @param saved by {@link #checkpoint} of a recipe of the same sizes
   * @return the network
   * @throws IllegalArgumentException if it is of something else or of other sizes
   */
  public Handwriting<Lstm.State> restore(Checkpoint saved) {
    saved.requireKind(KIND);
    Handwriting<Lstm.State> network = network(0);
    Weights.restore(saved, network.parameters());
    return network;
  }

  /**
   * Loads the network that comes with the course.
   *
   * @return a network that writes
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Handwriting<Lstm.State> trained() {
    try {
      return shipped().restore(Checkpoint.read(file("trained", "handwriting.ckpt")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
