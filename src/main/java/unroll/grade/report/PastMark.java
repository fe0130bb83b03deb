package unroll.grade.report;

import java.time.Instant;

/**
 * What came of one earlier hand-in of the same student.
 *
 * @param attempt its number, from 1
 * @param at when it was handed in
 * @param points the points that it earned, of all tests; 0 if it has none
 * @param possible the points that were possible; 0 if it was not marked
 * @param verdict what came of it in words, for example {@code failed} or {@code unreadable}
 */
public record PastMark(int attempt, Instant at, int points, int possible, String verdict) {}
