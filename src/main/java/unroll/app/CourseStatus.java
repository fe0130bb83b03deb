package unroll.app;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import unroll.app.page.LessonRuns;
import unroll.grade.Exercise;
import unroll.grade.progress.Checked;
import unroll.grade.progress.Progress;

/**
 * How far a learner has come: each lesson with its exercises, and the step to take next. A lesson
 * and its exercises share a number.
 *
 * @param rows one a lesson, in order; exercises of no lesson come last, each in a row of its own
 * @param progress what was checked so far
 */
record CourseStatus(List<Row> rows, Progress progress) {
  /** Sets the rows apart from what is passed in. */
  CourseStatus {
    rows = List.copyOf(rows);
  }

  /**
   * A lesson.
   *
   * @param name the lesson's name, or the exercise's where there is no lesson
   * @param works what there is to solve in it; empty for a lesson that is only read
   * @param command what to type after {@code unroll} to go on with it
   */
  record Row(String name, List<Work> works, String command) {
    /** Whether there is something to solve and all of it is solved. */
    boolean done() {
      return !works.isEmpty() && works.stream().allMatch(Work::done);
    }

    /** Whether some of it was solved, and not all. */
    boolean begun() {
      return !done() && works.stream().anyMatch(work -> !work.solved().isEmpty());
    }

    /** The number of tasks that were solved. */
    int solved() {
      return works.stream().mapToInt(work -> work.solved().size()).sum();
    }

    /** The number of tasks that there are. */
    int tasks() {
      return works.stream().mapToInt(work -> work.exercise().tasks().size()).sum();
    }

    /** What to do, in words. */
    String step() {
      if (works.isEmpty()) {
        return "to read and run";
      }
      Optional<Work> open = works.stream().filter(work -> !work.done()).findFirst();
      if (open.isEmpty()) {
        return works.stream().anyMatch(Work::lost) ? "solved, but not any more" : "solved";
      }
      return begun() ? open.get().nextTask() : "to do";
    }

    /** The local day of the latest check, or nothing. */
    String day(ZoneId zone) {
      return works.stream()
          .flatMap(work -> work.last().stream())
          .map(check -> check.at().atZone(zone).toLocalDate().toString())
          .max(String::compareTo)
          .orElse("");
    }
  }

  /**
   * An exercise and what of it was solved.
   *
   * @param exercise the exercise
   * @param solved the numbers of its tasks that passed at some check
   * @param last its latest check
   */
  record Work(Exercise exercise, SortedSet<Integer> solved, Optional<Checked> last) {
    boolean done() {
      return solved.containsAll(exercise.tasks().keySet());
    }

    /** Whether the latest check found less than was solved before. */
    boolean lost() {
      return last.isPresent() && !last.get().passed().containsAll(solved);
    }

    private String nextTask() {
      return exercise.tasks().entrySet().stream()
          .filter(task -> !solved.contains(task.getKey()))
          .map(task -> "task " + task.getKey() + ": " + task.getValue())
          .findFirst()
          .orElse("solved");
    }
  }

  /** Puts lessons, exercises and what was checked together. */
  static CourseStatus of(Course course, Progress progress) {
    List<String> lessons = course.lessons().stream().map(LessonRuns::nameOf).toList();
    List<Work> works =
        Exercise.all(course.root()).stream()
            .map(
                exercise ->
                    new Work(
                        exercise,
                        known(progress.solved(exercise.name()), exercise),
                        progress.last(exercise.name())))
            .toList();
    Stream<Row> ofLessons =
        lessons.stream()
            .map(
                lesson ->
                    row(
                        lesson,
                        works.stream()
                            .filter(work -> number(work.exercise().name()).equals(number(lesson)))
                            .toList(),
                        "open " + lesson));
    Stream<Row> others =
        works.stream()
            .filter(
                work ->
                    lessons.stream()
                        .noneMatch(lesson -> number(lesson).equals(number(work.exercise().name()))))
            .map(
                work ->
                    row(work.exercise().name(), List.of(work), "watch " + work.exercise().name()));
    return new CourseStatus(Stream.concat(ofLessons, others).toList(), progress);
  }

  /** The step to take next; empty when all is solved. */
  Optional<Row> next() {
    if (progress.checks().isEmpty()) {
      return rows.stream().filter(row -> !row.done()).findFirst();
    }
    String latest = progress.checks().get(progress.checks().size() - 1).exercise();
    int here = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).works().stream().anyMatch(work -> work.exercise().name().equals(latest))) {
        here = i;
      }
    }
    List<Row> fromHere =
        Stream.concat(rows.subList(here, rows.size()).stream(), rows.subList(0, here).stream())
            .filter(row -> !row.works().isEmpty() && !row.done())
            .toList();
    return fromHere.stream().filter(Row::begun).findFirst().or(() -> fromHere.stream().findFirst());
  }

  /** The number of lessons whose exercises are all solved. */
  long done() {
    return rows.stream().filter(Row::done).count();
  }

  /** The number of lessons that have exercises. */
  long withWork() {
    return rows.stream().filter(row -> !row.works().isEmpty()).count();
  }

  /** The number of tasks that were solved. */
  int solved() {
    return rows.stream().mapToInt(Row::solved).sum();
  }

  /** The number of tasks that there are. */
  int tasks() {
    return rows.stream().mapToInt(Row::tasks).sum();
  }

  private static Row row(String name, List<Work> works, String untouched) {
    Row plain = new Row(name, works, untouched);
    Optional<Work> open = works.stream().filter(work -> !work.done()).findFirst();
    Optional<Work> lost = works.stream().filter(Work::lost).findFirst();
    if (plain.begun() && open.isPresent()) {
      return new Row(name, works, "watch " + open.get().exercise().name());
    }
    if (plain.done()) {
      return new Row(name, works, lost.map(work -> "check " + work.exercise().name()).orElse(""));
    }
    return plain;
  }

  /** An exercise may have lost a task since it was checked. */
  private static SortedSet<Integer> known(SortedSet<Integer> solved, Exercise exercise) {
    SortedSet<Integer> known = new java.util.TreeSet<>(solved);
    known.retainAll(exercise.tasks().keySet());
    return known;
  }

  private static String number(String name) {
    return name.split("-", 2)[0];
  }
}
