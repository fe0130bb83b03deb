/**
 * Exercises that mark themselves.
 *
 * <p>An exercise is a folder of {@code exercises/}: a contract (an interface), the student's class,
 * and tests written against the contract alone. {@link unroll.grade.Practice} compiles the
 * student's class and the tests apart, loads each in its own class loader, hands an instance to the
 * tests and gives a {@link unroll.grade.Report}. It knows no neural network.
 */
package unroll.grade;
