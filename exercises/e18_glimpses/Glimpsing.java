package e18_glimpses;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 18-glimpses: a retina, and the gradient by which it learns where to look
 * (Mnih, Heess, Graves and Kavukcuoglu 2014, section 3; Williams 1992).
 *
 * <p>Places are (x, y): x goes right and y goes down, (-1, -1) is the upper left corner of the
 * image, (0, 0) its middle, (1, 1) its lower right corner.
 *
 * <p>Letters: B glimpses, each at an image of its own; H numbers in a state.
 */
public interface Glimpsing {

  /**
   * What chooses places and expects rewards; also their gradients, each of its parameter's shape.
   *
   * @param wl (H x 2) from the state to the place
   * @param bl (1 x 2) added to it
   * @param wv (H x 1) from the state to the baseline, the reward that is expected
   * @param bv (1 x 1) added to it
   */
  record Policy(DMatrixRMaj wl, DMatrixRMaj bl, DMatrixRMaj wv, DMatrixRMaj bv) {}

  /**
   * What was chosen, and what came of it.
   *
   * @param states (B x H) before the choice
   * @param places (B x 2) where it was looked: near the mean, with noise
   * @param rewards (B x 1) afterwards, any numbers; usually 1 for a right answer, else 0
   */
  record Looked(DMatrixRMaj states, DMatrixRMaj places, DMatrixRMaj rewards) {}

  /**
   * Task 1: the square of pixels around a place,
   *
   * <pre>
   *   column = floor((x + 1) / 2 width),   row = floor((y + 1) / 2 height)
   *   patch  = lines row - side/2 to row + side/2 - 1, columns column - side/2 to column + side/2 - 1
   * </pre>
   *
   * <p>Beyond the border of the image all is 0.
   *
   * @param image (height x width). Not modified.
   * @param x of the place; may lie outside -1 to 1
   * @param y of the place; may lie outside -1 to 1
   * @param side of the square, in pixels; even
   * @return (side x side), a matrix of its own
   */
  DMatrixRMaj patch(DMatrixRMaj image, double x, double y, int side);

  /**
   * Task 2: a coarse view of a square: the mean of each block of step x step pixels, where step is
   * the side of the square divided by size.
   *
   * @param patch (side x side). Not modified.
   * @param size of the view, which divides the side
   * @return (size x size), a matrix of its own
   */
  DMatrixRMaj shrink(DMatrixRMaj patch, int size);

  /**
   * Task 3: REINFORCE with a baseline, for one glimpse at each of B images,
   *
   * <pre>
   *   mu_b   = tanh(h_b Wl + bl),   base_b = h_b Wv + bv,   A_b = R_b - base_b
   *   looking   = -1/B sum over b of A_b log N(l_b | mu_b, sigma^2)      A_b as a number: a constant
   *   expecting =  1/B sum over b of (R_b - base_b)^2
   * </pre>
   *
   * <p>Wanted is the gradient of {@code looking} by Wl and bl, and that of {@code expecting} by Wv
   * and bv. Here N is two independent normal distributions, one for x and one for y, of deviation
   * sigma each.
   *
   * @param policy the parameters. Not modified.
   * @param looked states, places and rewards. Not modified.
   * @param sigma above 0
   * @param sum the gradients so far. Modified: the gradients of these glimpses are added.
   * @return A, the advantages (B x 1), in a matrix of its own
   */
  DMatrixRMaj reinforce(Policy policy, Looked looked, double sigma, Policy sum);
}
