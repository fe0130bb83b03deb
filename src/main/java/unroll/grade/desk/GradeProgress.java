package unroll.grade.desk;

import unroll.grade.report.Row;

/**
 * How far a run is.
 *
 * @param done submissions that are finished, among them those of a run before
 * @param total submissions in all
 * @param kept how many were finished in a run before
 * @param seconds since this run began
 * @param row the one that has just been finished
 */
public record GradeProgress(int done, int total, int kept, double seconds, Row row) {

  /**
   * How long one takes, as far as this run has seen.
   *
   * @return seconds for each submission, of all jobs together
   */
  public double secondsEach() {
    return done == kept ? 0 : seconds / (done - kept);
  }

  /**
   * The estimate of what is left.
   *
   * @return seconds
   */
  public double secondsLeft() {
    return secondsEach() * (total - done);
  }
}
