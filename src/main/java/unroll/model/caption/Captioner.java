package unroll.model.caption;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import unroll.cell.Cell;
import unroll.layer.Attention;
import unroll.layer.CrossEntropy;
import unroll.layer.Embedding;
import unroll.layer.Linear;
import unroll.matrix.Matrix;
import unroll.model.FirstState;
import unroll.sample.BeamSearch;
import unroll.sample.Continuation;
import unroll.sample.Hypothesis;
import unroll.sample.Sampler;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Says in words what an image shows: a decoder whose first state is made of the image (Vinyals et
 * al. 2015; there the image is the first input instead), and which may look at regions of it before
 * every word (Xu et al. 2015, "soft" attention).
 *
 * <pre>
 *   state_0 = tanh(image Wi + bi)
 *   c_t     = attention(output(state_(t-1)), regions)       with attention only
 *   state_t = cell([embedding(word_(t-1)), c_t], state_(t-1))
 *   p(word_t | image, words before) = softmax(output(state_t) W + b)
 * </pre>
 *
 * @param words V x E
 * @param first from an image of I numbers
 * @param attention over regions of R numbers, if there is one
 * @param readout H x V
 * @param <S> the state of the cell
 */
public record Captioner<S>(
    Embedding words, FirstState<S> first, Optional<Attention> attention, Linear readout)
    implements Trainable {
  /** A target that counts for nothing: padding behind the end of a sentence. */
  public static final int MASKED = -1;

  /**
   * Makes a captioner that sees the image once, at the start.
   *
   * @param vocabulary V words, with those that begin and end a sentence
   * @param image I, numbers of an image
   * @param cell E inputs, H outputs
   * @param init draws the weights
   * @param <S> the state of the cell
   * @return a new captioner
   */
  public static <S> Captioner<S> of(int vocabulary, int image, Cell<S> cell, Initializer init) {
    return new Captioner<>(
        Embedding.of(vocabulary, cell.inputs(), init.named("words")),
        FirstState.of(cell, image, init),
        Optional.empty(),
        Linear.of(cell.hidden(), vocabulary, init.named("readout")));
  }

  /**
   * Makes a captioner that looks at regions before every word.
   *
   * @param vocabulary V words, with those that begin and end a sentence
   * @param image I, numbers of an image
   * @param attention of queries of H numbers over regions of R numbers
   * @param region R, numbers of a region
   * @param cell E + R inputs, H outputs
   * @param init draws the weights
   * @param <S> the state of the cell
   * @return a new captioner
   * @throws IllegalArgumentException if the cell has no input left for the words
   */
  public static <S> Captioner<S> attending(
      int vocabulary, int image, Attention attention, int region, Cell<S> cell, Initializer init) {
    if (cell.inputs() <= region) {
      throw new IllegalArgumentException(
          "a cell of " + cell.inputs() + " inputs cannot read a word beside a region of " + region);
    }
    return new Captioner<>(
        Embedding.of(vocabulary, cell.inputs() - region, init.named("words")),
        FirstState.of(cell, image, init),
        Optional.of(attention),
        Linear.of(cell.hidden(), vocabulary, init.named("readout")));
  }

  /**
   * What there is to see.
   *
   * @param images B x I. Not modified.
   * @param regions (B*S) x R, the S regions of an image one below the other, image after image; no
   *     rows where there is no attention. Not modified.
   */
  public record Scene(Matrix images, Matrix regions) {
    /**
     * Makes a scene without regions.
     *
     * @param images B x I. Not modified.
     * @return the scene
     */
    public static Scene of(Matrix images) {
      return new Scene(images, images.zerosLike(0, 0));
    }
  }

  /**
   * What was said.
   *
   * @param logits (T*B) x V, step after step
   * @param weights what was looked at, B x S a step; empty without attention
   */
  public record Said(Value logits, List<Value> weights) {}

  /** The decoder at work: the scene on a tape, and the state after the words so far. */
  private final class Telling {
    private final Tape tape;
    private final Optional<Attention.Memory> regions;
    private final List<Value> weights = new ArrayList<>();
    private S state;

    Telling(Tape tape, Scene scene) {
      this(tape, scene, first.from(tape.constant(scene.images())));
    }

    Telling(Tape tape, Scene scene, S state) {
      this.tape = tape;
      this.state = state;
      this.regions = attention.map(how -> memory(how, scene));
    }

    private Attention.Memory memory(Attention how, Scene scene) {
      int batch = scene.images().rows();
      if (scene.regions().rows() == 0 || scene.regions().rows() % batch != 0) {
        throw new IllegalArgumentException(
            scene.regions().rows() + " regions cannot be divided among " + batch + " images");
      }
      Value values = tape.constant(scene.regions());
      Matrix all = tape.buffer(values.precision(), batch, values.rows() / batch);
      return new Attention.Memory(values, how.keys(values), all);
    }

    /** Reads one word an image and returns the output, B x H. */
    Value hear(int... before) {
      Value input = words.apply(tape, before);
      if (attention.isPresent()) {
        Attention.Read read =
            attention.get().read(first.cell().output(state), regions.orElseThrow());
        weights.add(read.weights());
        input = Value.beside(List.of(input, read.context()));
      }
      state = first.cell().step(input, state);
      return first.cell().output(state);
    }
  }

  /**
   * Computes what comes next after the words of given sentences: teacher forcing.
   *
   * @param tape where the steps are recorded
   * @param scene B images
   * @param inputs T steps of B words each: the word that begins a sentence, then the sentence. Not
   *     modified.
   * @return the logits of every step
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public Said tell(Tape tape, Scene scene, int[][] inputs) {
    Telling telling = new Telling(tape, scene);
    List<Value> outputs = new ArrayList<>();
    for (int[] step : inputs) {
      outputs.add(telling.hear(step));
    }
    return new Said(readout.apply(Value.stack(outputs)), List.copyOf(telling.weights));
  }

  /**
   * Computes the loss of given sentences.
   *
   * @param tape where the steps are recorded
   * @param scene B images
   * @param inputs T steps of B words each. Not modified.
   * @param targets T steps of B words each: the sentence, then the word that ends it, then {@link
   *     #MASKED}. Not modified.
   * @return 1 x 1, in nats per word that counts
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public Value loss(Tape tape, Scene scene, int[][] inputs, int[][] targets) {
    return CrossEntropy.mean(
        tell(tape, scene, inputs).logits(),
        Arrays.stream(targets).flatMapToInt(Arrays::stream).toArray());
  }

  /**
   * Describes one image: draws a word at a time and reads each as the next input.
   *
   * @param scene one image
   * @param begin the word that begins a sentence
   * @param end the word that ends it
   * @param longest the most words to say
   * @param sampler draws from the logits; a greedy one for the likeliest words
   * @param random the source of the draws
   * @return the words, without those that begin and end
   * @throws IllegalArgumentException if there is not exactly one image
   */
  public int[] describe(
      Scene scene, int begin, int end, int longest, Sampler sampler, RandomGenerator random) {
    requireOne(scene);
    return describeAll(scene, begin, end, longest, sampler, random).get(0);
  }

  /**
   * Describes images side by side: draws a word at a time and reads each as the next input.
   *
   * @param scene B images
   * @param begin the word that begins a sentence
   * @param end the word that ends it
   * @param longest the most words to say
   * @param sampler draws from the logits; a greedy one for the likeliest words
   * @param random the source of the draws, image after image within a step
   * @return the words of each image, without those that begin and end
   */
  public List<int[]> describeAll(
      Scene scene, int begin, int end, int longest, Sampler sampler, RandomGenerator random) {
    int batch = scene.images().rows();
    Telling telling = new Telling(Tape.off(), scene);
    int[][] said = new int[batch][longest];
    int[] lengths = new int[batch];
    int[] words = new int[batch];
    Arrays.fill(lengths, longest);
    Arrays.fill(words, begin);
    for (int t = 0; t < longest && Arrays.stream(lengths).anyMatch(n -> n == longest); t++) {
      Matrix logits = readout.apply(telling.hear(words)).matrix();
      for (int b = 0; b < batch; b++) {
        if (lengths[b] == longest) {
          words[b] = sampler.draw(logits, b, random);
          said[b][t] = words[b];
          lengths[b] = words[b] == end ? t : longest;
        }
      }
    }
    List<int[]> sentences = new ArrayList<>();
    for (int b = 0; b < batch; b++) {
      sentences.add(Arrays.copyOf(said[b], lengths[b]));
    }
    return sentences;
  }

  /**
   * Looks for the likeliest descriptions of one image.
   *
   * @param scene one image
   * @param begin the word that begins a sentence
   * @param end the word that ends it
   * @param longest the most words to say, the end included
   * @param beam how many descriptions are followed, and how they are ranked
   * @return the descriptions found, the best first
   * @throws IllegalArgumentException if there is not exactly one image
   */
  public List<Hypothesis> search(Scene scene, int begin, int end, int longest, BeamSearch beam) {
    requireOne(scene);
    Tape tape = Tape.off();
    Continuation<S> continuation =
        new Continuation<>() {
          @Override
          public Next<S> after(S state, int[] symbols) {
            Telling telling = new Telling(tape, repeated(scene, symbols.length), state);
            Matrix logits = readout.apply(telling.hear(symbols)).matrix();
            return new Next<>(logits, telling.state);
          }

          @Override
          public S pick(S state, int[] rows) {
            return first.cell().combine(state, state, (part, same) -> part.pick(rows));
          }
        };
    S start = first.from(tape.constant(scene.images()));
    return beam.search(continuation, start, begin, end, longest);
  }

  /** The same image for every hypothesis. */
  private static Scene repeated(Scene one, int times) {
    int places = one.regions().rows();
    Matrix images = one.images().zerosLike(times, one.images().columns());
    Matrix regions = one.regions().zerosLike(times * places, one.regions().columns());
    for (int n = 0; n < times; n++) {
      images.rows(n, n + 1).copyFrom(one.images());
      regions.rows(n * places, (n + 1) * places).copyFrom(one.regions());
    }
    return new Scene(images, regions);
  }

  private static void requireOne(Scene scene) {
    if (scene.images().rows() != 1) {
      throw new IllegalArgumentException(
          "one image is described at a time, not " + scene.images().rows());
    }
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(words.parameters());
    all.addAll(first.parameters());
    all.addAll(first.cell().parameters());
    attention.ifPresent(how -> all.addAll(how.parameters()));
    all.addAll(readout.parameters());
    return List.copyOf(all);
  }
}
