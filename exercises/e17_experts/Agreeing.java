package e17_experts;

import java.util.List;

/**
 * The contract of exercise 17-experts: a product of experts (Hinton 2002) over the next symbol of a
 * melody, of experts that see notes relative to the last note or to the chord (Johnson, Keller and
 * Weintraut 2017), forward and back.
 *
 * <p>The common symbols are the pitches 0 to P - 1 in semitones (pitch 0 has pitch class 0), then
 * the specials, such as a rest: V = P + specials in all. An expert has K symbols of its own.
 */
public interface Agreeing {

  /** What an expert counts from. */
  enum View {
    /** The last pitch: K = 2 reach + 1 + specials, the intervals from -reach to reach first. */
    INTERVAL,
    /** The root of the chord, octaves alike: K = 12 + specials, the root first. */
    CHORD
  }

  /**
   * What can be played.
   *
   * @param pitches P
   * @param specials symbols above the pitches
   * @param reach the widest interval that an interval expert knows, up or down
   */
  record Range(int pitches, int specials, int reach) {}

  /**
   * What one expert says.
   *
   * @param logits K, one for each of its own symbols
   * @param places V, where each common symbol is among the K; -1 where the expert rules it out.
   *     Symbols may share a place
   */
  record Opinion(double[] logits, int[] places) {}

  /**
   * Task 1: where each common symbol is among an expert's own.
   *
   * <pre>
   *   INTERVAL: pitch v is at v - reference + reach, and ruled out (-1) beyond the reach
   *   CHORD:    pitch v is at (v - reference) mod 12, from 0 to 11
   * </pre>
   *
   * <p>The specials follow behind, in their order, wherever the reference is.
   *
   * @param view what the expert counts from
   * @param reference the last pitch, or the pitch class of the root
   * @param range what can be played
   * @return V places
   */
  int[] places(View view, int reference, Range range);

  /**
   * Task 2: the product of what the experts say, back among the common symbols,
   *
   * <pre>
   *   s(v)     = sum over the experts e of logits_e[places_e[v]],  minus infinity if one rules v out
   *   log p(v) = s(v) - log(sum over u of exp(s(u)))
   * </pre>
   *
   * @param opinions at least one, all of V places; at least one symbol is ruled out by none. The
   *     logits are of any size. Not modified.
   * @return V logarithms of probabilities, minus infinity where an expert rules a symbol out
   */
  double[] product(List<Opinion> opinions);

  /**
   * Task 3: back into one of the experts. The loss is -log p(next); wanted is how it changes with
   * each logit of this expert:
   *
   * <pre>
   *   d(v)                = p(v) - (1 if v is next, 0 if not)
   *   sum[places[v]]     += d(v)                           for every v that is not ruled out
   * </pre>
   *
   * @param opinion of the expert. Not modified.
   * @param logProduct V, what task 2 gave. Not modified.
   * @param next the symbol that came, ruled out by none
   * @param sum K, the gradient so far. Modified: this step's is added.
   */
  void backward(Opinion opinion, double[] logProduct, int next, double[] sum);
}
