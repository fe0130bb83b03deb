/**
 * Reverse-mode differentiation of matrix expressions: from here on every number knows where it came
 * from.
 *
 * <p>Read {@link unroll.tape.Value}, a matrix that remembers how it was computed, and of it {@code
 * plus}, {@code times} and {@code tanh}; then {@link unroll.tape.Tape}, which writes down each step
 * and walks back over them to find gradients. A {@link unroll.tape.Parameter} is a matrix that
 * learns: gradients are added to it. {@link unroll.tape.Initializer} draws what it starts from, a
 * {@link unroll.tape.Trainable} is whatever holds some, and {@link unroll.tape.GradientCheck} holds
 * every gradient against a difference, {@link unroll.tape.ComplexStep} against a step along the
 * imaginary axis.
 *
 * <p>Next: {@link unroll.layer}, the parts without memory.
 */
package unroll.tape;
