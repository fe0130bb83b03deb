package unroll.cell;

import unroll.matrix.Matrix;
import unroll.tape.Value;

/**
 * What an output-coupled network hears of its own output when it runs freely.
 *
 * <p>Teacher forcing puts the target y in the place of the output o, the lecture's {@code o ~ y}.
 * But a target of classes is one-hot while the lecture's o are logits: numbers of any sign and
 * size, which the weights W have never met in training. This mismatch of scale is part of what the
 * lecture warns of; the other two ways of feeding back avoid it.
 */
public enum Feedback {
  /** The output o as it is: the lecture's equation, and right where targets are numbers. */
  OUTPUT {
    @Override
    public Value of(Value o) {
      return o;
    }
  },
  /** The probabilities {@code softmax(o)}: on the scale of one-hot targets, but softer. */
  SOFTMAX {
    @Override
    public Value of(Value o) {
      return o.softmax();
    }
  },
  /** The likeliest class as one-hot, like a target. No gradient passes through the choice. */
  ONE_HOT {
    @Override
    public Value of(Value o) {
      Matrix logits = o.matrix();
      int[] likeliest = new int[o.rows()];
      for (int r = 0; r < likeliest.length; r++) {
        for (int k = 1; k < o.columns(); k++) {
          likeliest[r] = logits.get(r, k) > logits.get(r, likeliest[r]) ? k : likeliest[r];
        }
      }
      return o.tape().oneHot(o.precision(), likeliest, o.columns());
    }
  };

  /**
   * Computes what is fed back.
   *
   * @param o B x K, the output of a step
   * @return B x K, heard by the next step
   */
  public abstract Value of(Value o);
}
