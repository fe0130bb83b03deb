package e11_deep;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The contract of exercise 11-deep: the lecture's three ways to make a recurrent network deep.
 *
 * <p>Rows are examples. The lecture writes a column {@code U x} for one example; here B examples
 * lie in the rows of a matrix, and the product is {@code x Wx}. Layers and maps are counted from 1,
 * lists from 0: {@code layers.get(0)} is layer 1, the lowest.
 *
 * <p>Letters: B examples, D inputs, H hidden units, L layers of a stack or maps of a transition.
 */
public interface DeepCells {

  /**
   * A layer with a state of its own, which reads N numbers.
   *
   * @param wx (N x H) from what it reads
   * @param wh (H x H) from its state before
   * @param b (1 x H) bias
   */
  record Layer(DMatrixRMaj wx, DMatrixRMaj wh, DMatrixRMaj b) {}

  /**
   * A map of an MLP, without a state.
   *
   * @param w (H x H) weights
   * @param b (1 x H) bias
   */
  record Dense(DMatrixRMaj w, DMatrixRMaj b) {}

  /**
   * A cell whose step from state to state is an MLP of L maps.
   *
   * @param first map 1, which reads the input and the state before
   * @param rest maps 2 to L, each of which reads the map before it; empty if L = 1
   */
  record Transition(Layer first, List<Dense> rest) {}

  /**
   * What a transition with a skip gives.
   *
   * @param state (B x H) the new state
   * @param back (B x H) the gradient by the state before
   */
  record Bridged(DMatrixRMaj state, DMatrixRMaj back) {}

  /**
   * Task 1: one step of stacked layers, where each reads the new state of the one below:
   *
   * <pre>
   *   h'_1 = tanh(b_1 + x      Wx_1 + h_1 Wh_1)
   *   h'_l = tanh(b_l + h'_l-1 Wx_l + h_l Wh_l)     for l = 2 to L
   * </pre>
   *
   * @param layers L layers, the lowest first; they may have different H. Not modified.
   * @param x (B x D) the input. Not modified.
   * @param before L states (B x H), the lowest first. Not modified.
   * @return L new states, the lowest first, in matrices of their own
   */
  List<DMatrixRMaj> stack(List<Layer> layers, DMatrixRMaj x, List<DMatrixRMaj> before);

  /**
   * Task 2: a step from state to state that is an MLP (Pascanu et al. 2014):
   *
   * <pre>
   *   u_1 = tanh(b_1 + x Wx + h Wh)
   *   u_l = tanh(b_l + u_l-1 W_l)                   for l = 2 to L
   * </pre>
   *
   * @param cell the parameters. Not modified.
   * @param x (B x D) the input. Not modified.
   * @param before (B x H) the state before. Not modified.
   * @return u_1 to u_L, in matrices of their own; the last is the new state
   */
  List<DMatrixRMaj> transition(Transition cell, DMatrixRMaj x, DMatrixRMaj before);

  /**
   * Task 3: a skip from the state before to the last map, and the gradient back by both ways:
   *
   * <pre>
   *   h'   = tanh(b_L + u_L-1 W_L + h Ws)
   *   da_L = dh' (1 - h'^2)
   *   da_l = (da_l+1 W_l+1') (1 - u_l^2)            for l = L - 1 down to 1
   *   dh   = da_1 Wh' + da_L Ws'                    here ' is the transpose
   * </pre>
   *
   * @param cell the parameters, L at least 2. Not modified.
   * @param skip (H x H) Ws. Not modified.
   * @param before (B x H) the state before. Not modified.
   * @param u u_1 to u_L-1 (B x H), the maps below the last. Not modified.
   * @param gradient (B x H) dh', the gradient by the new state. Not modified.
   * @return the new state and the gradient by the state before, in matrices of their own
   */
  Bridged bridge(
      Transition cell,
      DMatrixRMaj skip,
      DMatrixRMaj before,
      List<DMatrixRMaj> u,
      DMatrixRMaj gradient);
}
