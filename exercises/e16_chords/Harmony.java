package e16_chords;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 16-chords: what a network that writes chords needs beside its cell.
 *
 * <p>A chord is a number, {@code 12 family + root}: the root goes from 0 (C) to 11 (B), the family
 * (major, dominant seventh, minor ...) from 0. So 0 is C major, 11 is B major and 12 is C of the
 * next family. Durations are numbers of their own.
 *
 * <p>Letters: N predictions, H numbers in a state, C chords, D durations.
 */
public interface Harmony {

  /**
   * A tune as it stands on the shelf.
   *
   * @param title what it is called; two recordings of one tune have the same title
   * @param chords its chords, in the key in which it was written down
   */
  record Tune(String title, int[] chords) {}

  /**
   * Progressions to learn from and progressions to be judged by.
   *
   * @param learned one progression a row
   * @param heldOut one progression a row
   */
  record Split(int[][] learned, int[][] heldOut) {}

  /**
   * Two heads; also their gradients, each of its parameter's shape.
   *
   * @param wc (H x C) from the state to the chord's logits
   * @param bc (1 x C) their bias
   * @param wd (H x D) from the state to the duration's logits
   * @param bd (1 x D) their bias
   */
  record Heads(DMatrixRMaj wc, DMatrixRMaj bc, DMatrixRMaj wd, DMatrixRMaj bd) {}

  /**
   * What two heads say of N predictions.
   *
   * @param chord the mean of -log p of the chords that came, in nats
   * @param duration the same of the durations
   * @param joint of both together: the two are taken as independent, given the state
   * @param dh (N x H) the gradient of the joint loss by the states
   */
  record Losses(double chord, double duration, double joint, DMatrixRMaj dh) {}

  /**
   * Task 1: a progression in all keys. Row k is the progression moved up by k semitones, so row 0
   * is the progression itself: the root of each chord goes up, round from B to C, and the family
   * stays.
   *
   * @param chords any number of them. Not modified.
   * @return 12 rows, each as long as the progression
   */
  int[][] inAllKeys(int[] chords);

  /**
   * Task 2: a split that does not leak. The first {@code heldOut} titles of the shelf are held out,
   * with all their recordings, also those that stand further back: in their own keys, in the order
   * of the shelf. All others are learned: each in its twelve keys, one below the other, in the
   * order of the shelf.
   *
   * @param shelf tunes, shuffled; a title may come more than once. Not modified.
   * @param heldOut how many titles are held out, at least 1, fewer than there are
   * @return both sides
   */
  Split split(List<Tune> shelf, int heldOut);

  /**
   * Task 3: the loss of two heads on the same states, and the way back.
   *
   * <pre>
   *   joint = chord + duration,   dh = dOc Wc' + dOd Wd'       here ' is the transpose
   *   dWc += h' dOc,  dbc += the columns' sums of dOc,  and the same for the duration's head
   * </pre>
   *
   * <p>dOc and dOd are the gradients of the two means by the logits {@code h Wc + bc} and {@code h
   * Wd + bd}. The method {@code score} at the end of the file gives them.
   *
   * @param heads the parameters. Not modified.
   * @param h (N x H) the states. Not modified.
   * @param chords N of them, the chord that came after each state; -1 where nothing is to be
   *     predicted: padding; at least one is to be. Not modified.
   * @param durations N of them, -1 at the same places. Not modified.
   * @param sum the heads' gradients so far. Modified: the gradients of this loss are added.
   * @return the losses and the gradient by the states
   */
  Losses losses(Heads heads, DMatrixRMaj h, int[] chords, int[] durations, Heads sum);
}
