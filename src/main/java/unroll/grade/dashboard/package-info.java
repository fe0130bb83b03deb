/**
 * A class at a glance, for the instructor: how the points are spread, which tests are hard, which
 * tell strong answers from weak ones, what goes wrong most, what is slow.
 *
 * <p>Read {@link unroll.grade.dashboard.Dashboard}, then {@link
 * unroll.grade.dashboard.ItemAnalysis}.
 *
 * <p>Next: {@link unroll.grade.similarity}, which answers are alike.
 */
package unroll.grade.dashboard;
