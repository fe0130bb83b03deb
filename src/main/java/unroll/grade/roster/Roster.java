package unroll.grade.roster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The students of a course, read from a CSV. */
public final class Roster {
  private final List<Student> students;

  private Roster(List<Student> students) {
    this.students = List.copyOf(students);
  }

  /**
   * Makes a roster.
   *
   * @param students who is in the course
   * @return the roster
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
    throw new IllegalArgumentException(csv + ": rosters are not read yet");
  }

  /**
   * Finds a student under any name that a platform uses.
   *
   * @param anyName an id, alias, address or full name
   * @return the student; empty if there is none of that name, or more than one
   */
  public Optional<Student> find(String anyName) {
    return students.stream().filter(student -> student.id().equals(anyName)).findFirst();
  }

  /**
   * Who is in the course.
   *
   * @return the students, in the order of the file
   */
  public List<Student> students() {
    return students;
  }
}
