/**
 * Exercises that mark themselves. It knows no neural network.
 *
 * <p>An exercise is a folder of {@code exercises/}: a contract (an interface), the student's class,
 * and tests written against the contract alone. Read {@link unroll.grade.Exercise}, then {@link
 * unroll.grade.Practice}, which compiles the student's class and the tests apart ({@link
 * unroll.grade.Workbench}), loads each in its own class loader, hands an instance to the tests
 * ({@link unroll.grade.SubjectExtension}) and gives a {@link unroll.grade.Report}. A test compares
 * by {@link unroll.grade.Expect} and {@link unroll.grade.Approval}; {@link unroll.grade.Hints} and
 * {@link unroll.grade.Starter} are read out of the exercise's own files.
 *
 * <p>Marks that count are given with the submission in a process of its own; that is the matter of
 * the packages below, from what was handed in to what is written of it.
 *
 * <p>Next: {@link unroll.grade.intake}, what was handed in.
 */
package unroll.grade;
