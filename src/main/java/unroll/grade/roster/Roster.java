package unroll.grade.roster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The students of a course, read from a CSV: its own form, {@code id,name,email,aliases...}, a
 * gradebook export of Canvas, Moodle's participants or grading worksheet, or a roster of
 * Gradescope. The columns tell which.
 *
 * <p>A student is found by id, alias or address first, then by full name, then by full name in one
 * piece as Canvas writes it; accents, case and the order of the words do not count. Where two
 * students have the same name, the name finds nobody.
 */
public final class Roster {
  private final List<Student> students;
  // each student in the order in which names count
  private final Map<String, Student> ids = new HashMap<>();
  private final Map<String, Set<Student>> names = new HashMap<>();
  private final Map<String, Set<Student>> squeezed = new HashMap<>();

  private Roster(List<Student> students) {
    this.students = List.copyOf(students);
    for (Student student : students) {
      for (String id : idsOf(student)) {
        Student other = ids.putIfAbsent(id, student);
        if (other != null) {
          throw new IllegalArgumentException(id + " names both " + other.id() + " and another");
        }
      }
      WrittenName name = new WrittenName(student.name());
      name.words().forEach(key -> add(names, key, student));
      name.squeezedInAnyTurn().forEach(key -> add(squeezed, key, student));
    }
  }

  /**
   * Makes a roster.
   *
   * @param students who is in the course
   * @return the roster
   * @throws IllegalArgumentException if an id, alias or address stands for two of them
   */
  public static Roster of(List<Student> students) {
    return new Roster(students);
  }

  /**
   * Reads a roster.
   *
   * @param csv the file
   * @return the roster
   * @throws IllegalArgumentException if it cannot be read or names somebody twice; the message is
   *     one line with file, line and what to do
   */
  public static Roster read(Path csv) {
    Table table = Table.read(csv);
    RosterForm form =
        RosterForm.of(table)
            .orElseThrow(
                () ->
                    table
                        .header()
                        .wrong(
                            "no list of students has these columns. Begin it with"
                                + " \"id,name,email,aliases\", or take the gradebook export of"
                                + " Canvas, the participants of Moodle or the roster of"
                                + " Gradescope"));
    List<Student> students = new ArrayList<>();
    Map<String, Long> lines = new HashMap<>();
    for (Table.Row row : table.rows()) {
      Optional<Student> student = form.student(table, row);
      if (student.isPresent()) {
        for (String id : idsOf(student.get())) {
          Long before = lines.putIfAbsent(id, row.line());
          if (before != null) {
            throw row.wrong(
                "\"" + id + "\" stands in line " + before + " already: leave one of the two");
          }
        }
        students.add(student.get());
      }
    }
    if (students.isEmpty()) {
      throw table.header().wrong("there is no student below it");
    }
    return new Roster(students);
  }

  /**
   * Finds a student under any name that a platform uses.
   *
   * @param anyName an id, alias, address or full name
   * @return the student; empty if there is none of that name, or more than one
   */
  public Optional<Student> find(String anyName) {
    Optional<Student> byId = byId(anyName);
    return byId.isPresent()
        ? byId
        : named(anyName).stream().findFirst().filter(s -> named(anyName).size() == 1);
  }

  /**
   * Who is in the course.
   *
   * @return the students, in the order of the file
   */
  public List<Student> students() {
    return students;
  }

  /** The student of an id, alias or address: at most one has it. */
  Optional<Student> byId(String text) {
    return Optional.ofNullable(ids.get(new WrittenName(text).plain()));
  }

  /** All students of a full name. */
  Set<Student> named(String text) {
    WrittenName name = new WrittenName(text);
    Set<Student> found = new LinkedHashSet<>();
    name.words().forEach(key -> found.addAll(names.getOrDefault(key, Set.of())));
    if (found.isEmpty()) {
      name.squeezed().forEach(key -> found.addAll(squeezed.getOrDefault(key, Set.of())));
    }
    return found;
  }

  private static Set<String> idsOf(Student student) {
    Set<String> ids = new LinkedHashSet<>();
    ids.add(new WrittenName(student.id()).plain());
    ids.add(new WrittenName(student.email()).plain());
    student.aliases().forEach(alias -> ids.add(new WrittenName(alias).plain()));
    ids.remove("");
    return ids;
  }

  private static void add(Map<String, Set<Student>> index, String key, Student student) {
    index.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(student);
  }
}
