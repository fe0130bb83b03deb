/**
 * Who is in a course, and what they handed in where: rosters, and the folders and archives that
 * learning platforms give out.
 *
 * <p>A {@link unroll.grade.roster.Roster} knows a student under every name that a platform writes.
 * A {@link unroll.grade.roster.Collection} finds the hand-ins of an exercise, whose, which attempt
 * and when. It looks into none: that is the job of {@link unroll.grade.intake}.
 *
 * <p>Read {@link unroll.grade.roster.Collection}, then {@link unroll.grade.roster.Roster}.
 *
 * <p>Next: {@link unroll.grade.wire}, how two processes talk.
 */
package unroll.grade.roster;
