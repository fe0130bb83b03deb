/**
 * Reverse-mode differentiation of matrix expressions.
 *
 * <p>A {@link unroll.tape.Value} is a matrix that remembers how it was computed. A {@link
 * unroll.tape.Tape} writes down each step and walks back over them to find gradients. A {@link
 * unroll.tape.Parameter} is a matrix that learns: gradients are added to it. {@link
 * unroll.tape.GradientCheck} holds gradients against finite differences, {@link
 * unroll.tape.ComplexStep} against a step along the imaginary axis.
 */
package unroll.tape;
