package unroll.matrix;

/**
 * The arithmetic of the kit: everything that reads or writes many numbers passes here.
 *
 * <p>There is one implementation a provider and a precision. The plain provider is Java loops that
 * anyone can read; the vector provider does the same with the JDK's Vector API. A method that says
 * "adds" accumulates into its result, so that gradients always accumulate. Results may not share
 * storage with operands unless the method says so. Shapes are checked; a mismatch throws {@link
 * IllegalArgumentException} with both shapes.
 */
public interface Kernels {

  /**
   * Returns the kernels of a precision, of the provider chosen at start.
   *
   * @param precision float or double
   * @return the kernels
   * @throws IllegalStateException if the property {@code unroll.kernels} asks for a provider that
   *     cannot be had
   */
  static Kernels of(Precision precision) {
    Provider chosen = Provider.chosen();
    return precision == Precision.DOUBLE ? chosen.doubles() : chosen.floats();
  }

  /**
   * Says which provider was chosen at start, so that a command can tell it once.
   *
   * @return {@code plain Java} or {@code Vector API}
   * @throws IllegalStateException if the property {@code unroll.kernels} asks for a provider that
   *     cannot be had
   */
  static String provider() {
    return Provider.chosen().name();
  }

  // Products

  /**
   * Adds a product: {@code c += a b}.
   *
   * @param a n x k. Not modified.
   * @param b k x m. Not modified.
   * @param c n x m. Modified.
   */
  void addProduct(Matrix a, Matrix b, Matrix c);

  /**
   * Adds a product with the left factor transposed: {@code c += a' b}.
   *
   * @param a k x n. Not modified.
   * @param b k x m. Not modified.
   * @param c n x m. Modified.
   */
  void addProductLeftTransposed(Matrix a, Matrix b, Matrix c);

  /**
   * Adds a product with the right factor transposed: {@code c += a b'}.
   *
   * @param a n x k. Not modified.
   * @param b m x k. Not modified.
   * @param c n x m. Modified.
   */
  void addProductRightTransposed(Matrix a, Matrix b, Matrix c);

  /**
   * Lays out the right factor of many products.
   *
   * @param b k x m. Not modified, and must not change while the result is in use.
   * @param rows how many rows will be multiplied with it in all; few do not repay the layout
   * @return b for {@link #addProduct(Matrix, Packed, Matrix)}
   */
  Packed pack(Matrix b, int rows);

  /**
   * Lays out the transpose of a matrix as the right factor of many products.
   *
   * @param b m x k. Not modified, and must not change while the result is in use.
   * @param rows how many rows will be multiplied with it in all; few do not repay the layout
   * @return b', k x m, for {@link #addProduct(Matrix, Packed, Matrix)}
   */
  Packed packTransposed(Matrix b, int rows);

  /**
   * Lays out a factor as an earlier one was, in its place: a training step lays its weights out
   * anew without new memory. The earlier layout is then gone.
   *
   * @param b of the shape that was laid out before. Not modified; copied.
   * @param old made by {@link #pack} or {@link #packTransposed}
   * @return b in the layout of old
   * @throws IllegalArgumentException if the shape is another
   */
  Packed repack(Matrix b, Packed old);

  /**
   * Adds a product with a factor laid out before: {@code c += a b}.
   *
   * @param a n x k. Not modified.
   * @param b k x m, laid out by the kernels of the same precision. Not modified.
   * @param c n x m. Modified.
   */
  void addProduct(Matrix a, Packed b, Matrix c);

  // Sums, element by element

  /**
   * Adds a multiple: {@code out += factor * a}.
   *
   * @param factor any number
   * @param a n x m. Not modified.
   * @param out n x m. Modified.
   */
  void addScaled(double factor, Matrix a, Matrix out);

  /**
   * Multiplies in place: {@code a *= factor}.
   *
   * @param a n x m. Modified.
   * @param factor any number
   */
  void scale(Matrix a, double factor);

  /**
   * Adds a product element by element: {@code out += a * b}.
   *
   * @param a n x m. Not modified.
   * @param b n x m. Not modified.
   * @param out n x m. Modified.
   */
  void addElementProduct(Matrix a, Matrix b, Matrix out);

  /**
   * Adds a quotient element by element: {@code out += a / b}.
   *
   * @param a n x m. Not modified.
   * @param b n x m. Not modified.
   * @param out n x m. Modified.
   */
  void addElementQuotient(Matrix a, Matrix b, Matrix out);

  /**
   * Adds some columns to some columns: {@code out[r][to + j] += a[r][from + j]}.
   *
   * @param a n x m. Not modified.
   * @param from the first column read
   * @param out n x k. Modified.
   * @param to the first column written
   * @param count how many columns
   */
  void addColumns(Matrix a, int from, Matrix out, int to, int count);

  /**
   * Adds the transpose: {@code out += a'}.
   *
   * @param a n x m. Not modified.
   * @param out m x n. Modified.
   */
  void addTransposed(Matrix a, Matrix out);

  /**
   * Adds one row to every row: {@code out[r] += row}.
   *
   * @param row 1 x m. Not modified.
   * @param out n x m. Modified.
   */
  void addRow(Matrix row, Matrix out);

  /**
   * Adds all rows to one: {@code out += sum of a's rows}.
   *
   * @param a n x m. Not modified.
   * @param out 1 x m. Modified.
   */
  void addSumOfRows(Matrix a, Matrix out);

  /**
   * Sums all numbers.
   *
   * @param a n x m. Not modified.
   * @return the sum, accumulated in double
   */
  double sum(Matrix a);

  /**
   * Sums the squares of all numbers.
   *
   * @param a n x m. Not modified.
   * @return the sum, accumulated in double
   */
  double sumOfSquares(Matrix a);

  // Activations and their gradients, written with the output y where that is cheaper

  /**
   * Computes {@code y = tanh x}.
   *
   * @param x n x m. Not modified.
   * @param y n x m. Modified; may be {@code x} itself.
   */
  void tanh(Matrix x, Matrix y);

  /**
   * Adds the gradient through tanh: {@code dx += dy (1 - y^2)}.
   *
   * @param y n x m, the output. Not modified.
   * @param dy n x m. Not modified.
   * @param dx n x m. Modified.
   */
  void addTanhGradient(Matrix y, Matrix dy, Matrix dx);

  /**
   * Computes the logistic function {@code y = 1 / (1 + exp(-x))}.
   *
   * @param x n x m. Not modified.
   * @param y n x m. Modified; may be {@code x} itself.
   */
  void sigmoid(Matrix x, Matrix y);

  /**
   * Adds the gradient through the logistic function: {@code dx += dy y (1 - y)}.
   *
   * @param y n x m, the output. Not modified.
   * @param dy n x m. Not modified.
   * @param dx n x m. Modified.
   */
  void addSigmoidGradient(Matrix y, Matrix dy, Matrix dx);

  /**
   * Computes {@code y = max(0, x)}.
   *
   * @param x n x m. Not modified.
   * @param y n x m. Modified; may be {@code x} itself.
   */
  void relu(Matrix x, Matrix y);

  /**
   * Adds the gradient through the rectifier: {@code dx += dy where y > 0}.
   *
   * @param y n x m, the output. Not modified.
   * @param dy n x m. Not modified.
   * @param dx n x m. Modified.
   */
  void addReluGradient(Matrix y, Matrix dy, Matrix dx);

  /**
   * Computes {@code y = exp x}.
   *
   * @param x n x m. Not modified.
   * @param y n x m. Modified; may be {@code x} itself.
   */
  void exp(Matrix x, Matrix y);

  /**
   * Computes the natural logarithm {@code y = log x}.
   *
   * @param x n x m. Not modified.
   * @param y n x m. Modified; may be {@code x} itself.
   */
  void log(Matrix x, Matrix y);

  // Softmax and cross-entropy

  /**
   * Computes the softmax of every row, shifted by the row's maximum so that nothing overflows.
   *
   * @param x n x k. Not modified.
   * @param y n x k. Modified; may be {@code x} itself.
   */
  void softmax(Matrix x, Matrix y);

  /**
   * Adds the gradient through a softmax: {@code dx += y (dy - sum(dy y))} row by row.
   *
   * @param y n x k, the output. Not modified.
   * @param dy n x k. Not modified.
   * @param dx n x k. Modified.
   */
  void addSoftmaxGradient(Matrix y, Matrix dy, Matrix dx);

  /**
   * Computes the softmax of every row and the cross-entropy {@code -log p[r][targets[r]]} summed
   * over the rows.
   *
   * @param logits n x k. Not modified.
   * @param targets n classes in 0 to k - 1; a negative target masks its row, which then costs
   *     nothing. Not modified.
   * @param probabilities n x k. Modified: the softmax.
   * @return the sum of the losses of the rows, in nats
   */
  double softmaxCrossEntropy(Matrix logits, int[] targets, Matrix probabilities);

  /**
   * Adds the gradient of {@link #softmaxCrossEntropy}: {@code dlogits += factor (p - onehot)},
   * nothing for masked rows.
   *
   * @param probabilities n x k. Not modified.
   * @param targets n classes; negative masks a row. Not modified.
   * @param factor the gradient of the summed loss
   * @param dlogits n x k. Modified.
   */
  void addSoftmaxCrossEntropyGradient(
      Matrix probabilities, int[] targets, double factor, Matrix dlogits);

  // Rows by number: the product with a one-hot matrix

  /**
   * Adds chosen rows: {@code out[r] += table[rows[r]]}, the product of a one-hot matrix with the
   * table.
   *
   * @param table k x m. Not modified.
   * @param rows n row numbers in 0 to k - 1. Not modified.
   * @param out n x m. Modified.
   */
  void addGatheredRows(Matrix table, int[] rows, Matrix out);

  /**
   * Adds rows to chosen rows: {@code table[rows[r]] += a[r]}, the transpose of {@link
   * #addGatheredRows}.
   *
   * @param a n x m. Not modified.
   * @param rows n row numbers in 0 to k - 1. Not modified.
   * @param table k x m. Modified.
   */
  void addScatteredRows(Matrix a, int[] rows, Matrix table);

  /**
   * Adds rows to chosen rows, and all of them to one: {@code table[rows[r]] += a[r], sum += a[r]},
   * the gradients of {@link #gatherRows}.
   *
   * @param a n x m. Not modified.
   * @param rows n row numbers in 0 to k - 1. Not modified.
   * @param table k x m. Modified.
   * @param sum 1 x m. Modified.
   */
  void addScatteredRows(Matrix a, int[] rows, Matrix table, Matrix sum);

  /**
   * Picks rows and adds a row: {@code out[r] = table[rows[first + r]] + bias}, a one-hot product
   * with a bias.
   *
   * @param table k x m. Not modified.
   * @param bias 1 x m. Not modified.
   * @param rows row numbers in 0 to k - 1, at least {@code first + n}. Not modified.
   * @param first where in the row numbers to begin
   * @param out n x m. Modified.
   */
  void gatherRows(Matrix table, Matrix bias, int[] rows, int first, Matrix out);

  // Gates of the long short-term memory

  /**
   * Computes one step of the long short-term memory from its gate inputs: {@code i, f, o = sigmoid;
   * g = tanh; c = f cBefore + i g; h = o tanh c}. Gates lie side by side in the order i, f, o, g.
   *
   * @param gates B x 4H, on entry the sums before the activation. Modified: the activated gates.
   * @param cBefore B x H. Not modified.
   * @param c B x H. Modified.
   * @param tanhC B x H. Modified: tanh c, kept for the gradient.
   * @param h B x H. Modified.
   */
  void lstmGates(Matrix gates, Matrix cBefore, Matrix c, Matrix tanhC, Matrix h);

  /**
   * Computes the gradient of {@link #lstmGates}.
   *
   * <p>With {@code dc += dh o (1 - tanh(c)^2)}: {@code dgates = (dc g i(1-i), dc cBefore f(1-f), dh
   * tanh(c) o(1-o), dc i (1-g^2))} and {@code dcBefore += dc f}.
   *
   * @param gates B x 4H, on entry activated. Modified: overwritten with dgates, the gradient of the
   *     sums before the activation.
   * @param cBefore B x H. Not modified.
   * @param tanhC B x H. Not modified.
   * @param dh B x H, the gradient of h. Not modified.
   * @param dc B x H, on entry the gradient of c from later steps. Modified: adds what comes through
   *     h, so that it is whole.
   * @param dcBefore B x H. Modified: adds the gradient of cBefore.
   */
  void lstmGatesGradient(
      Matrix gates, Matrix cBefore, Matrix tanhC, Matrix dh, Matrix dc, Matrix dcBefore);

  // Gates of the gated recurrent unit, in two parts with a product between them

  /**
   * Computes the gates of the gated recurrent unit and resets: {@code r, z = sigmoid(gates +
   * recurrent); reset = r * what}. What is reset is the state itself, or its product with the
   * candidate's weights: the two conventions of {@code Gru}.
   *
   * @param gates B x 3H, on entry the sums of the inputs, side by side in the order r, z, n.
   *     Modified: r and z activated.
   * @param recurrent B x 2H, the sums of the state. Not modified.
   * @param what B x H. Not modified.
   * @param reset B x H. Modified.
   */
  void gruReset(Matrix gates, Matrix recurrent, Matrix what, Matrix reset);

  /**
   * Computes the gradient of {@link #gruReset}: {@code dr = dreset what r(1-r)} and {@code dwhat +=
   * dreset r}.
   *
   * @param gates B x 3H, r activated, z replaced with dz by {@link #gruMixGradient}. Modified: r is
   *     overwritten with dr.
   * @param what B x H. Not modified.
   * @param dreset B x H. Not modified.
   * @param drecurrent B x 2H. Modified: overwritten with dr and dz.
   * @param dwhat B x H. Modified.
   */
  void gruResetGradient(Matrix gates, Matrix what, Matrix dreset, Matrix drecurrent, Matrix dwhat);

  /**
   * Computes the candidate and the next state of the gated recurrent unit: {@code n = tanh(gates +
   * recurrent); h = z hBefore + (1 - z) n}.
   *
   * @param gates B x 3H, r and z activated. Modified: n too.
   * @param recurrent B x H. Not modified.
   * @param hBefore B x H. Not modified.
   * @param h B x H. Modified.
   */
  void gruMix(Matrix gates, Matrix recurrent, Matrix hBefore, Matrix h);

  /**
   * Computes the gradient of {@link #gruMix}: {@code dz = dh (hBefore - n) z(1-z); dn = dh (1-z)
   * (1-n^2); dhBefore += dh z}.
   *
   * @param gates B x 3H, activated. Modified: z and n are overwritten with dz and dn.
   * @param hBefore B x H. Not modified.
   * @param dh B x H. Not modified.
   * @param drecurrent B x H. Modified: overwritten with dn.
   * @param dhBefore B x H. Modified.
   */
  void gruMixGradient(Matrix gates, Matrix hBefore, Matrix dh, Matrix drecurrent, Matrix dhBefore);

  // Layer normalisation

  /**
   * Normalises every row to mean 0 and variance 1: {@code y = (x - mean) scale} with {@code scale =
   * 1 / sqrt(variance + epsilon)}, the variance being the mean of squares.
   *
   * @param x n x m, m at least 1. Not modified.
   * @param epsilon above 0
   * @param y n x m. Modified; may be {@code x} itself.
   * @param scale n x 1. Modified: kept for the gradient.
   */
  void normalizeRows(Matrix x, double epsilon, Matrix y, Matrix scale);

  /**
   * Adds the gradient through {@link #normalizeRows}: {@code dx += scale (dy - mean(dy) - y mean(dy
   * y))}, the means taken over the row.
   *
   * @param y n x m, the output. Not modified.
   * @param scale n x 1. Not modified.
   * @param dy n x m. Not modified.
   * @param dx n x m. Modified.
   */
  void addNormalizeRowsGradient(Matrix y, Matrix scale, Matrix dy, Matrix dx);

  // Optimisers

  /**
   * Updates weights by Adam (Kingma and Ba 2015, algorithm 1, with the bias corrections folded into
   * the step size as in section 2).
   *
   * @param weights n x m. Modified.
   * @param gradient n x m. Not modified.
   * @param m n x m, first moment. Modified.
   * @param v n x m, second moment. Modified.
   * @param stepSize the learning rate times {@code sqrt(1 - beta2^t) / (1 - beta1^t)}
   * @param beta1 decay of the first moment
   * @param beta2 decay of the second moment
   * @param epsilon the small number times {@code sqrt(1 - beta2^t)}
   */
  void adam(
      Matrix weights,
      Matrix gradient,
      Matrix m,
      Matrix v,
      double stepSize,
      double beta1,
      double beta2,
      double epsilon);
}
