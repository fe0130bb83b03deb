package e22_audio;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 22-audio: what stands around the network of a trigger detector. Sound
 * becomes frames, what the network says of frames becomes a loss, and then detections.
 *
 * <p>Letters: N samples in a window, T frames, J bands, K kinds of events.
 */
public interface TriggerDetector {

  /**
   * How sound is cut into frames.
   *
   * @param window N samples, an even number
   * @param hop samples from the start of a frame to the start of the next, at least 1
   * @param bands J, which divides N/2
   * @param floor epsilon, above 0: what is added to a power before its logarithm
   */
  record Framing(int window, int hop, int bands, double floor) {}

  /**
   * What some frames cost.
   *
   * @param nats the mean over the frames that count
   * @param gradient (T x K) by the logits
   */
  record Loss(double nats, DMatrixRMaj gradient) {}

  /**
   * When a probability is a detection, and when that is right.
   *
   * @param threshold a frame at or above it is loud
   * @param quiet how many frames at least must be under the threshold before a loud frame begins
   *     another detection, at least 1
   * @param tolerance how many frames a hit may be from its event, before or after, at least 0
   */
  record Rule(double threshold, int quiet, int tolerance) {}

  /**
   * What was found.
   *
   * @param hits events that were detected
   * @param falseAlarms detections that hit nothing
   * @param misses events that nothing hit
   * @param f1 2 hits / (2 hits + false alarms + misses), or 1 if all three are 0
   */
  record Score(int hits, int falseAlarms, int misses, double f1) {}

  /**
   * Task 1: log power in bands,
   *
   * <pre>
   *   w_n   = 1/2 - 1/2 cos(2 pi n / N)
   *   P_k   = |sum over n of w_n s_(t hop + n) exp(-2 pi i k n / N)|^2,    k = 0 ... N/2 - 1
   *   x_tj  = ln(floor + mean of P_k over the N/2/J frequencies k of band j)
   * </pre>
   *
   * <p>Band 0 has the lowest frequencies. There are as many frames as whole windows fit; a signal
   * shorter than a window has none.
   *
   * @param samples (1 x S) a signal. Not modified.
   * @param framing how it is cut
   * @return T x J, in a matrix of its own; T is 0 if no window fits
   */
  DMatrixRMaj frames(DMatrixRMaj samples, Framing framing);

  /**
   * Task 2: the weighted cross-entropy of yes and no, from logits a, and its gradient,
   *
   * <pre>
   *   p = 1 / (1 + exp(-a))
   *   L = 1/C sum over frames that count, over k, of  -w y ln p - (1 - y) ln(1 - p)
   *   dL/da = 1/C (-w y (1 - p) + (1 - y) p),  and 0 where a frame does not count
   * </pre>
   *
   * <p>C is how many frames count. For logits of any size nothing overflows.
   *
   * @param logits (T x K) a. Not modified.
   * @param targets (T x K) y, each 0 or 1. Not modified.
   * @param counts T entries, at least one true; false at padding. Not modified.
   * @param weight w, above 0
   * @return loss and gradient, in matrices of their own
   */
  Loss loss(DMatrixRMaj logits, DMatrixRMaj targets, boolean[] counts, double weight);

  /**
   * Task 3: what a detector found. A <i>detection</i> is a loud frame with no other loud frame
   * among the {@code quiet} frames before it. In order of time, each detection hits the first event
   * that is near enough and was not hit before; if there is none it is a false alarm.
   *
   * @param probabilities (1 x T). Not modified.
   * @param events frames of the true events, ascending. Not modified.
   * @param rule what counts as loud, as another one, as near
   * @return the counts and F1
   */
  Score score(DMatrixRMaj probabilities, int[] events, Rule rule);
}
