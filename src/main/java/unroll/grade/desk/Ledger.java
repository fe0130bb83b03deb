package unroll.grade.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import unroll.grade.policy.Assignment;
import unroll.grade.policy.Attempt;
import unroll.grade.policy.CoursePlan;
import unroll.grade.policy.Gradebook;
import unroll.grade.policy.Mark;
import unroll.grade.report.Row;
import unroll.grade.report.Status;
import unroll.grade.roster.Roster;
import unroll.grade.roster.Student;

/**
 * What a course's plan makes of its folders of results: from rows to attempts, and from the
 * gradebook back to the hand-in that counts.
 *
 * <p>What could not be read, and what the grader failed on, is no attempt. A hand-in whose time
 * nobody knows is taken as in time.
 *
 * @param gradebook every student's standing
 * @param entries one a student and assignment, by student, then in the order of the due times
 * @param told what the instructor should know, a line each
 * @param faults submissions that the grader failed on: they are not marked yet
 */
public record Ledger(
    Gradebook gradebook, List<Entry> entries, List<String> told, List<String> faults) {
  private static final String NOT_MARKED = "not marked yet, the grader failed";
  private static final String ENDING = "(?i)\\.(java|ipynb|zip)$";

  /**
   * A mark with the hand-in that it was given for.
   *
   * @param student as marks name them
   * @param name the full name; empty if there is no roster
   * @param mark the mark
   * @param counted the result that counts, if one does
   * @param why the mark's own line, and what became of hand-ins that are no attempts
   */
  public record Entry(String student, String name, Mark mark, Optional<Row> counted, String why) {
    /**
     * Whether the mark is not known yet: the grader failed on all that there is.
     *
     * @return true if its points are no zero that was earned
     */
    public boolean pending() {
      return counted.isEmpty() && why.contains(NOT_MARKED);
    }
  }

  /** Copies the lists, so that it never changes. */
  public Ledger {
    entries = List.copyOf(entries);
    told = List.copyOf(told);
    faults = List.copyOf(faults);
  }

  /**
   * Applies a plan.
   *
   * @param written the plan
   * @param roster who is in the course; without one, whoever handed in or stands in the plan
   * @param folders results, of an exercise each
   * @return the ledger
   * @throws IllegalArgumentException if a folder is of no assigned exercise or not all of it, two
   *     are of the same, or the plan names somebody who is not in the roster; the message is one
   *     line
   */
  public static Ledger of(CoursePlan written, Optional<Roster> roster, List<MarkedFolder> folders) {
    Map<String, MarkedFolder> byExercise = byExercise(written, folders);
    return new Maker(written, roster, byExercise).ledger();
  }

  private static Map<String, MarkedFolder> byExercise(CoursePlan plan, List<MarkedFolder> folders) {
    List<String> assigned =
        plan.term().assignments().stream().map(Assignment::exercise).sorted().toList();
    Map<String, MarkedFolder> byExercise = new LinkedHashMap<>();
    for (MarkedFolder folder : folders) {
      folder.refusePart();
      String exercise =
          folder
              .exercise()
              .orElseThrow(
                  () -> new IllegalArgumentException(folder.folder() + " holds no results"));
      if (!assigned.contains(exercise)) {
        throw new IllegalArgumentException(
            folder.folder()
                + " holds results of "
                + exercise
                + ", which the plan does not assign; it assigns "
                + String.join(", ", assigned));
      }
      MarkedFolder other = byExercise.put(exercise, folder);
      if (other != null) {
        throw new IllegalArgumentException(
            other.folder()
                + " and "
                + folder.folder()
                + " are both of "
                + exercise
                + ": put them together with unroll merge first");
      }
    }
    return byExercise;
  }

  /** Gathers for one ledger. */
  private static final class Maker {
    private final CoursePlan plan;
    private final Optional<Roster> roster;
    private final Map<String, MarkedFolder> folders;
    private final List<String> told = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Set<String> strangers = new TreeSet<>();
    private final SortedMap<String, Map<String, List<Row>>> rows = new TreeMap<>();

    Maker(CoursePlan written, Optional<Roster> roster, Map<String, MarkedFolder> folders) {
      this.roster = roster;
      this.folders = folders;
      this.plan =
          written
              .naming(this::planned)
              .only(exercise -> folders.containsKey(exercise) || isGiven(written, exercise));
      tellOfUnmarked(written);
    }

    Ledger ledger() {
      roster.ifPresent(
          known -> known.students().forEach(each -> rows.put(each.id(), new HashMap<>())));
      folders.forEach(this::gather);
      for (String student : plan.students()) {
        if (!rows.containsKey(student)) {
          told.add("the plan names " + student + ", who handed nothing in");
          rows.put(student, new HashMap<>());
        }
      }
      if (!strangers.isEmpty()) {
        told.add("not in the roster, and without a mark: " + some(new ArrayList<>(strangers)));
      }
      if (!faults.isEmpty()) {
        told.add("the grader failed, to be graded again: " + some(faults));
      }
      Map<String, Map<String, List<Attempt>>> attempts = new TreeMap<>();
      rows.forEach((student, each) -> attempts.put(student, attempts(each)));
      Gradebook gradebook = Gradebook.of(plan, attempts);
      List<Entry> entries = new ArrayList<>();
      gradebook
          .standings()
          .forEach(
              (student, standing) ->
                  standing.marks().forEach(mark -> entries.add(entry(student, mark))));
      return new Ledger(gradebook, entries, told, faults);
    }

    private void tellOfUnmarked(CoursePlan written) {
      for (Assignment assignment : written.term().assignments()) {
        String exercise = assignment.exercise();
        if (!folders.containsKey(exercise)) {
          told.add(
              isGiven(written, exercise)
                  ? exercise + " has marks given by hand only: no folder of results was given"
                  : exercise + " is left out: no folder of results was given");
        }
      }
    }

    private static boolean isGiven(CoursePlan plan, String exercise) {
      return plan.marks().values().stream().anyMatch(given -> given.containsKey(exercise));
    }

    /** The id of whoever the plan names. */
    private String planned(String name) {
      return roster
          .map(
              known ->
                  known
                      .find(name)
                      .map(Student::id)
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "the plan names " + name + ", who is not in the roster")))
          .orElseGet(() -> name.replaceFirst(ENDING, ""));
    }

    /** The id of whoever handed in; empty for a stranger. */
    private Optional<String> student(Row row) {
      String bare = row.student().replaceFirst(ENDING, "");
      return roster.isEmpty()
          ? Optional.of(bare)
          : roster.get().find(row.student()).or(() -> roster.get().find(bare)).map(Student::id);
    }

    private void gather(String exercise, MarkedFolder folder) {
      int timeless = 0;
      int unofficial = 0;
      Instant due = due(exercise);
      List<Row> inOrder =
          folder.rows().stream().sorted(Comparator.comparing(row -> row.at().orElse(due))).toList();
      for (Row row : inOrder) {
        Optional<String> student = student(row);
        if (student.isEmpty()) {
          strangers.add(row.student());
          continue;
        }
        rows.computeIfAbsent(student.get(), name -> new HashMap<>())
            .computeIfAbsent(exercise, name -> new ArrayList<>())
            .add(row);
        if (row.status() == Status.FAULT) {
          faults.add(exercise + " of " + row.id());
        }
        boolean graded = row.status() == Status.GRADED;
        timeless += graded && row.at().isEmpty() ? 1 : 0;
        unofficial += graded && !row.official() ? 1 : 0;
      }
      tell(timeless, exercise, "hand-ins have no time and count as in time");
      tell(unofficial, exercise, "results are NOT OFFICIAL: marked without a sandbox");
      tell(folder.waiting(), exercise, "new results wait for --replace; the old ones count");
    }

    private void tell(int number, String exercise, String what) {
      if (number > 0) {
        told.add(exercise + ": " + number + " " + what);
      }
    }

    private Instant due(String exercise) {
      return plan.term().assignments().stream()
          .filter(each -> each.exercise().equals(exercise))
          .findFirst()
          .orElseThrow()
          .due();
    }

    private Map<String, List<Attempt>> attempts(Map<String, List<Row>> each) {
      Map<String, List<Attempt>> attempts = new HashMap<>();
      each.forEach(
          (exercise, some) ->
              attempts.put(
                  exercise,
                  graded(some)
                      .map(row -> new Attempt(row.at().orElse(due(exercise)), share(row)))
                      .toList()));
      return attempts;
    }

    private static double share(Row row) {
      return row.possible() == 0 ? 0 : (double) row.points() / row.possible();
    }

    private static Stream<Row> graded(List<Row> some) {
      return some.stream().filter(row -> row.status() == Status.GRADED);
    }

    private Entry entry(String student, Mark mark) {
      List<Row> all = rows.get(student).getOrDefault(mark.assignment().exercise(), List.of());
      Optional<Row> counted = mark.attempt().map(number -> graded(all).toList().get(number - 1));
      StringBuilder why = new StringBuilder(mark.why());
      append(why, all, Status.UNREADABLE, "could not be read");
      append(why, all, Status.FAULT, NOT_MARKED);
      String name = roster.flatMap(known -> known.find(student)).map(Student::name).orElse("");
      return new Entry(student, name, mark, counted, why.toString());
    }

    private static void append(StringBuilder why, List<Row> rows, Status status, String what) {
      String ids =
          rows.stream()
              .filter(row -> row.status() == status)
              .map(Row::id)
              .collect(Collectors.joining(", "));
      if (!ids.isEmpty()) {
        why.append("; ").append(what).append(": ").append(ids);
      }
    }

    private static String some(List<String> names) {
      int shown = Math.min(10, names.size());
      return String.join(", ", names.subList(0, shown))
          + (names.size() > shown ? ", and " + (names.size() - shown) + " more" : "");
    }
  }
}
