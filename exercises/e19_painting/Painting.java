package e19_painting;

import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 19-painting: the brush and the code of DRAW (Gregor, Danihelka, Graves,
 * Rezende and Wierstra 2015).
 *
 * <p>Letters: an image is B high and A wide, a window has N x N filters, a code Z numbers. Pixels
 * and filters are numbered from 1, as in the paper; row 0 of a matrix belongs to number 1.
 */
public interface Painting {

  /**
   * Where a window lies along one side of an image.
   *
   * @param centre g, the middle of the window, in pixels: 1 is the middle of the first pixel
   * @param stride delta, from one filter to the next, in pixels, above 0
   * @param variance sigma^2, the blur, in pixels squared, above 0
   */
  record Place(double centre, double stride, double variance) {}

  /**
   * What the encoder says about a code.
   *
   * @param mu (1 x Z) the means
   * @param logSigma (1 x Z) the natural logarithms of the standard deviations, not of the variances
   */
  record Said(DMatrixRMaj mu, DMatrixRMaj logSigma) {}

  /**
   * A code that was drawn, and its price.
   *
   * @param z (1 x Z) the numbers
   * @param divergence in nats, of all Z numbers together; 0 for mu = 0 and sigma = 1, never below
   */
  record Code(DMatrixRMaj z, double divergence) {}

  /**
   * Task 1: the filters along one side (equations 19 and 25 of the paper),
   *
   * <pre>
   *   mu_i    = g + (i - N/2 - 1/2) delta,                      i = 1 ... N
   *   F[i, a] = exp(-(a - mu_i)^2 / (2 sigma^2)) / Z_i,         a = 1 ... A
   * </pre>
   *
   * <p>where Z_i makes filter i sum to 1 over the pixels. A window may lie outside the image, as
   * far as it likes: its filters then read the pixel that is nearest.
   *
   * @param place where the window lies. Not modified.
   * @param size N, at least 1
   * @param pixels A, at least 1
   * @return (N x A) filter i in row i - 1
   */
  DMatrixRMaj filters(Place place, int size, int pixels);

  /**
   * Task 2: reads a patch (equation 27), {@code gamma FY x FX'}; here ' is the transpose.
   *
   * @param fy (N x B) the filters from top to bottom. Not modified.
   * @param fx (N x A) the filters from left to right. Not modified.
   * @param gamma the strength, above 0
   * @param image (B x A) x. Not modified.
   * @return (N x N) in a matrix of its own
   */
  DMatrixRMaj read(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj image);

  /**
   * Task 2: writes a patch (equation 29), {@code 1 / gamma FY' w FX}.
   *
   * @param fy (N x B) the filters from top to bottom. Not modified.
   * @param fx (N x A) the filters from left to right. Not modified.
   * @param gamma the strength, above 0
   * @param patch (N x N) w. Not modified.
   * @return (B x A) what is added to the canvas, in a matrix of its own
   */
  DMatrixRMaj write(DMatrixRMaj fy, DMatrixRMaj fx, double gamma, DMatrixRMaj patch);

  /**
   * Task 3: draws a code, and tells its divergence from the standard normal distribution,
   *
   * <pre>
   *   z_j = mu_j + sigma_j noise_j
   *   KL  = 1/2 sum over j of (mu_j^2 + sigma_j^2 - log sigma_j^2 - 1)
   * </pre>
   *
   * @param said by the encoder. Not modified.
   * @param noise (1 x Z) drawn from the standard normal distribution. Not modified.
   * @return code and price
   */
  Code code(Said said, DMatrixRMaj noise);

  /**
   * Task 3: the way back. The loss is a function of z plus the divergence; how much the function
   * changes with z is given, and how much the loss changes with mu and log sigma is wanted.
   *
   * <pre>
   *   dmu        = dz + mu
   *   dlogSigma  = dz noise sigma + sigma^2 - 1            number by number
   * </pre>
   *
   * @param said by the encoder. Not modified.
   * @param noise (1 x Z) the same as on the way there. Not modified.
   * @param dz (1 x Z) the gradient by z, without the divergence. Not modified.
   * @return the gradients by mu and by logSigma, in matrices of their own
   */
  Said back(Said said, DMatrixRMaj noise, DMatrixRMaj dz);
}
