package unroll.grade.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * The functions among the arguments of one call: objects that stay where the tests are, and are
 * called from the other side by their number.
 */
public final class Callbacks {
  private final List<Function> functions = new ArrayList<>();
  private final Maker maker;

  /** For the side that has the functions, and for values that hold none. */
  public Callbacks() {
    this(
        (contract, number) -> {
          throw new WireException("a function where none can be");
        });
  }

  /**
   * For the side that calls the functions.
   *
   * @param maker makes what stands for a function
   */
  public Callbacks(Maker maker) {
    this.maker = maker;
  }

  /** Makes what stands for a function that is on the other side. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Makes it.
     *
     * @param contract the function's interface
     * @param number its number
     * @return an object of that interface
     * @throws WireException if there can be none
     */
    Object make(Contract contract, int number) throws WireException;
  }

  /**
   * A function that stays here.
   *
   * @param object the function
   * @param contract its interface
   */
  public record Function(Object object, Contract contract) {}

  /**
   * The function of a number.
   *
   * @param number a number that the other side gave
   * @return the function
   * @throws WireException if there is none of that number
   */
  public Function function(int number) throws WireException {
    if (number < 0 || number >= functions.size()) {
      throw new WireException("no function number " + number);
    }
    return functions.get(number);
  }

  int note(Object object, Contract contract) {
    functions.add(new Function(object, contract));
    return functions.size() - 1;
  }

  Object make(Contract contract, int number) throws WireException {
    return maker.make(contract, number);
  }
}
