/**
 * From attempts to marks: due times, late days, which attempt counts, marks given by hand.
 *
 * <p>Everything here is a value or a function of values: no clock, no state. Read {@link
 * unroll.grade.policy.Policy}, then {@link unroll.grade.policy.Term}. {@link
 * unroll.grade.policy.CoursePlan} is what an instructor writes, read by {@link
 * unroll.grade.policy.PlanReader}; {@link unroll.grade.policy.Gradebook} is what comes of it for
 * all.
 *
 * <p>Next: {@link unroll.grade.export}, what other platforms read.
 */
package unroll.grade.policy;
