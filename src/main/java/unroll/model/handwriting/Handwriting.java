package unroll.model.handwriting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import unroll.cell.Cell;
import unroll.cell.Lengths;
import unroll.cell.Sequence;
import unroll.matrix.Matrix;
import unroll.matrix.Precision;
import unroll.tape.Initializer;
import unroll.tape.Parameter;
import unroll.tape.Tape;
import unroll.tape.Trainable;
import unroll.tape.Value;

/**
 * Writes a text by hand: reads the movement before and the characters under its window, and says
 * how the pen may move next (Graves 2013, section 5). The text of one character, always the same,
 * makes it the network of section 4 that writes what it likes.
 *
 * <pre>
 *   state_t  = cell([x_t, window_(t-1)], state_(t-1))                              (52)
 *   window_t = window(output(state_t), text)
 *   p(x_(t+1)) = density([output(state_t), window_t])                       (17 to 23)
 * </pre>
 *
 * <p>The paper has two more layers above, each reading movement and window too; here the cell may
 * be a stack, and the density reads the window beside its output.
 *
 * @param cell 3 + V inputs, H outputs
 * @param window of H numbers
 * @param density of H + V numbers
 * @param <S> the state of the cell
 */
public record Handwriting<S>(Cell<S> cell, SoftWindow window, StrokeDensity density)
    implements Trainable {
  /**
   * Makes a network on any cell.
   *
   * @param cell of 3 + V inputs, for V characters
   * @param bumps K of the window
   * @param gaussians M of the density
   * @param init draws window and density
   * @param <S> the state of the cell
   * @return a new network
   * @throws IllegalArgumentException if the cell has no input left for the characters
   */
  public static <S> Handwriting<S> of(Cell<S> cell, int bumps, int gaussians, Initializer init) {
    int vocabulary = cell.inputs() - 3;
    if (vocabulary < 1) {
      throw new IllegalArgumentException(
          "a cell of " + cell.inputs() + " inputs cannot read 3 numbers beside a character");
    }
    return new Handwriting<>(
        cell,
        SoftWindow.of(cell.hidden(), bumps, init.named("window")),
        StrokeDensity.of(cell.hidden() + vocabulary, gaussians, init.named("density")));
  }

  /** As after a stroke: what is read before the first movement. */
  private static final double[] PEN_UP = {0, 0, 1};

  /** The network at work on some texts. */
  private final class Hand {
    private final SoftWindow.Text text;
    private S state;
    private SoftWindow.Reading reading;

    Hand(Tape tape, SoftWindow.Text text) {
      this.text = text;
      state = cell.initialState(tape, text.batch());
      reading = window.start(text);
    }

    /** Reads a movement, B x 3, and returns what the density needs, B x (H + V). */
    Value move(Value x) {
      state = cell.step(Value.beside(List.of(x, reading.window())), state);
      Value h = cell.output(state);
      reading = window.read(h, reading, text);
      return Value.beside(List.of(h, reading.window()));
    }

    /** Whether the place behind the first text weighs more than every character of it. */
    boolean done() {
      double[] phi = reading.phi().matrix().toArray()[0];
      double behind = phi[phi.length - 1];
      for (int u = 0; u < phi.length - 1; u++) {
        if (phi[u] >= behind) {
          return false;
        }
      }
      return true;
    }
  }

  private SoftWindow.Text text(Tape tape, int[][] texts) {
    return SoftWindow.Text.of(tape, precision(), texts, cell.inputs() - 3);
  }

  /**
   * Computes the loss of handwritten texts.
   *
   * @param tape where the steps are recorded
   * @param movements (T*B) x 3, step after step: the way right and up, and 1 where a stroke ends;
   *     the first movement of each is read and not predicted. Not modified.
   * @param lengths of the B examples, in movements, at least 2
   * @param texts B texts of numbers 0 to V - 1. Not modified.
   * @return 1 x 1, in nats per movement
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public Value loss(Tape tape, Matrix movements, Lengths lengths, int[][] texts) {
    int batch = texts.length;
    int steps = movements.rows() / batch;
    Sequence xs = new Sequence(tape.constant(movements), steps);
    Hand hand = new Hand(tape, text(tape, texts));
    List<Value> outputs = new ArrayList<>();
    for (int t = 0; t + 1 < steps; t++) {
      outputs.add(hand.move(xs.at(t)));
    }
    boolean[] counts = new boolean[(steps - 1) * batch];
    System.arraycopy(lengths.counts(steps), batch, counts, 0, counts.length);
    return density.loss(Value.stack(outputs), movements.rows(batch, steps * batch), counts);
  }

  /**
   * Writes a text, until the window weighs the place behind it more than every character: {@code
   * phi(t, U + 1) > phi(t, u)} for all u (section 5.3).
   *
   * @param text numbers 0 to V - 1, at least one
   * @param longest the most movements
   * @param bias 0 writes as the network saw it done; the larger, the tidier
   * @param random the source of the draws
   * @return the movements, 3 numbers each
   * @throws IllegalArgumentException if the text is empty
   */
  public List<double[]> write(int[] text, int longest, double bias, RandomGenerator random) {
    return goOn(text, List.of(), longest, bias, random);
  }

  /**
   * Goes on with a text that someone has begun to write, in the same hand (section 5.5).
   *
   * @param text numbers 0 to V - 1: what was begun, and what is to follow
   * @param begun the movements of the beginning. Not modified.
   * @param longest the most movements to follow
   * @param bias 0 writes as the network saw it done; the larger, the tidier
   * @param random the source of the draws
   * @return the movements that follow, 3 numbers each
   * @throws IllegalArgumentException if the text is empty
   */
  public List<double[]> goOn(
      int[] text, List<double[]> begun, int longest, double bias, RandomGenerator random) {
    Tape tape = Tape.off();
    Hand hand = new Hand(tape, text(tape, new int[][] {text}).withRoomBehind());
    Value output = hand.move(tape.constant(Matrix.of(precision(), PEN_UP)));
    for (double[] movement : begun) {
      output = hand.move(tape.constant(Matrix.of(precision(), movement)));
    }
    List<double[]> written = new ArrayList<>();
    while (written.size() < longest && !hand.done()) {
      double[] movement = density.draw(density.readout().apply(output), 0, bias, random);
      written.add(movement);
      output = hand.move(tape.constant(Matrix.of(precision(), movement)));
    }
    return written;
  }

  /**
   * Writes a page in one hand: every line goes on from the first, as if it stood behind it.
   *
   * @param lines texts of numbers 0 to V - 1, at least one
   * @param space the number of the space between two lines
   * @param longest the most movements of a line
   * @param bias 0 writes as the network saw it done; the larger, the tidier
   * @param random the source of the draws
   * @return the movements of each line
   * @throws IllegalArgumentException if there is no line, or a line is empty
   */
  public List<List<double[]>> page(
      List<int[]> lines, int space, int longest, double bias, RandomGenerator random) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a page of handwriting has at least one line");
    }
    int[] begun = lines.get(0);
    List<List<double[]>> page = new ArrayList<>();
    page.add(write(begun, longest, bias, random));
    for (int[] line : lines.subList(1, lines.size())) {
      int[] both = Arrays.copyOf(begun, begun.length + 1 + line.length);
      both[begun.length] = space;
      System.arraycopy(line, 0, both, begun.length + 1, line.length);
      page.add(goOn(both, page.get(0), longest, bias, random));
    }
    return page;
  }

  /**
   * What went on in a network while a text was written.
   *
   * @param mixtures what it said of each movement before it was made
   * @param phi for each movement, what each character weighed under the window
   */
  public record Trace(List<PenMixture> mixtures, List<double[]> phi) {
    /** Copies the lists. */
    public Trace {
      mixtures = List.copyOf(mixtures);
      phi = List.copyOf(phi);
    }

    /**
     * Lays the windows side by side.
     *
     * @return U x T, one row a character, one column a movement
     */
    public double[][] windows() {
      return columns(phi);
    }

    /**
     * Lays the weights of the Gaussians side by side.
     *
     * @return M x T, one row a Gaussian, one column a movement
     */
    public double[][] weights() {
      return columns(
          mixtures.stream()
              .map(said -> said.gaussians().stream().mapToDouble(g -> g.weight()).toArray())
              .toList());
    }

    private static double[][] columns(List<double[]> list) {
      double[][] rows = new double[list.get(0).length][list.size()];
      for (int t = 0; t < list.size(); t++) {
        for (int row = 0; row < rows.length; row++) {
          rows[row][t] = list.get(t)[row];
        }
      }
      return rows;
    }

    /**
     * Adds up, over a sheet of paper, where the pen was expected before each movement (the picture
     * of figure 10 of the paper).
     *
     * @param movements that were watched. Not modified.
     * @param paper left, right, lower and upper edge, from where the pen began. Not modified.
     * @param cell the side of a cell
     * @return the sums of the densities in the middles of the cells, the first row on top
     */
    public double[][] expected(List<double[]> movements, double[] paper, double cell) {
      int columns = (int) Math.round((paper[1] - paper[0]) / cell);
      double[][] sums = new double[(int) Math.round((paper[3] - paper[2]) / cell)][columns];
      double x = 0;
      double y = 0;
      for (int t = 0; t < movements.size(); t++) {
        for (int row = 0; row < sums.length; row++) {
          double up = paper[3] - (row + 0.5) * cell - y;
          for (int column = 0; column < columns; column++) {
            double right = paper[0] + (column + 0.5) * cell - x;
            sums[row][column] += mixtures.get(t).density(right, up);
          }
        }
        x += movements.get(t)[0];
        y += movements.get(t)[1];
      }
      return sums;
    }
  }

  /**
   * Watches the network while it reads movements, its own or another's.
   *
   * @param text numbers 0 to V - 1, at least one
   * @param movements 3 numbers each. Not modified.
   * @return one mixture and one window a movement
   * @throws IllegalArgumentException if the text is empty
   */
  public Trace trace(int[] text, List<double[]> movements) {
    Tape tape = Tape.off();
    Hand hand = new Hand(tape, text(tape, new int[][] {text}));
    List<PenMixture> mixtures = new ArrayList<>();
    List<double[]> phi = new ArrayList<>();
    double[] before = PEN_UP;
    for (double[] movement : movements) {
      Value output = hand.move(tape.constant(Matrix.of(precision(), before)));
      mixtures.add(density.mixture(density.readout().apply(output), 0));
      phi.add(hand.reading.phi().matrix().toArray()[0]);
      before = movement;
    }
    return new Trace(mixtures, phi);
  }

  private Precision precision() {
    return density.readout().weights().matrix().precision();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(cell.parameters());
    all.addAll(window.parameters());
    all.addAll(density.parameters());
    return List.copyOf(all);
  }
}
