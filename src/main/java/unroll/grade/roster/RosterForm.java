package unroll.grade.roster;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns of a list of students, and what is made of a line.
 *
 * <p>Sources. Canvas: the gradebook export has {@code Student, ID, SIS User ID, SIS Login ID,
 * Section}, a line "Points Possible" and the test student, as in Instructure's "How do I export
 * grades in the Gradebook". Moodle: the columns that the page Participants downloads ({@code First
 * name, Last name, ID number, Email address, Groups}) and those of the offline grading worksheet
 * ({@code Identifier, Full name, ID number, Email address}), MoodleDocs "Enrolled users" and
 * "Assignment grading". Gradescope: {@code First Name, Last Name, SID, Email, Role} or {@code
 * Name}, Gradescope help "Adding students and staff".
 */
enum RosterForm {
  /** {@code id,name,email,aliases...}: all that is right of the address is an alias. */
  OWN,
  CANVAS,
  MOODLE,
  GRADESCOPE;

  private static final List<String> ID = List.of("id", "student_id", "student id");
  private static final List<String> NAME = List.of("name", "student", "full name", "student name");
  private static final List<String> FIRST =
      List.of("first name", "vorname", "first_name", "prénom", "nombre");
  private static final List<String> LAST =
      List.of("last name", "surname", "nachname", "last_name", "nom", "apellido(s)");
  private static final List<String> MOODLE_NAME =
      List.of("full name", "vollständiger name", "first name / last name", "first name / surname");
  private static final List<String> EMAIL =
      List.of("email", "email address", "e-mail-adresse", "e-mail", "adresse de courriel");
  private static final List<String> NUMBER =
      List.of("id number", "id-nummer", "matrikelnummer", "numéro d'identification");
  private static final List<String> LOGIN = List.of("username", "anmeldename", "login");
  private static final List<String> IDENTIFIER = List.of("identifier", "id", "teilnehmer/in");
  private static final Pattern PARTICIPANT = Pattern.compile("\\p{L}[^\\d]* (\\d+)");
  private static final Pattern BETWEEN_ALIASES = Pattern.compile("[;|]");

  /** The form that a table's columns show, if it is one of these. */
  static Optional<RosterForm> of(Table table) {
    boolean isCanvas =
        has(table, List.of("sis login id"))
            || has(table, List.of("sis user id"))
            || (has(table, List.of("student")) && has(table, List.of("section")));
    if (isCanvas && has(table, List.of("id"))) {
      return Optional.of(CANVAS);
    }
    boolean byAddress = has(table, List.of("name")) && !has(table, ID);
    if (has(table, EMAIL) && (has(table, List.of("sid")) || byAddress)) {
      return Optional.of(GRADESCOPE);
    }
    boolean named = has(table, MOODLE_NAME) || (has(table, FIRST) && has(table, LAST));
    if (named && !has(table, ID) && (has(table, EMAIL) || has(table, NUMBER) || has(table, LOGIN))
        || has(table, MOODLE_NAME) && has(table, IDENTIFIER)) {
      return Optional.of(MOODLE);
    }
    return has(table, ID) ? Optional.of(OWN) : Optional.empty();
  }

  /**
   * The student of a line; empty if it is nobody's.
   *
   * @throws IllegalArgumentException if there is nothing that marks could go by
   */
  Optional<Student> student(Table table, Table.Row row) {
    return switch (this) {
      case OWN -> Optional.of(own(table, row));
      case CANVAS -> canvas(table, row);
      case MOODLE -> Optional.of(moodle(table, row));
      case GRADESCOPE -> gradescope(table, row);
    };
  }

  private static Student own(Table table, Table.Row row) {
    int id = table.column(ID);
    int name = table.column(NAME);
    int email = table.column(EMAIL);
    int aliases = table.column(List.of("aliases", "alias"));
    List<String> others = new ArrayList<>();
    int from = aliases >= 0 ? aliases : Math.max(id, Math.max(name, email)) + 1;
    for (int column = from; column < row.cells().size(); column++) {
      if (column != id && column != name && column != email) {
        others.addAll(List.of(BETWEEN_ALIASES.split(row.cell(column))));
      }
    }
    return student(row, List.of(row.cell(id)), fullName(table, row), row.cell(email), others);
  }

  private static Optional<Student> canvas(Table table, Table.Row row) {
    String name = fullName(table, row);
    String number = row.cell(table.column(List.of("id")));
    boolean isPoints = name.startsWith("Points Possible");
    boolean isTest = name.equals("Student, Test") || name.equals("Test Student");
    if (isPoints || isTest || (name.isEmpty() && number.isEmpty())) {
      return Optional.empty();
    }
    String login = row.cell(table.column(List.of("sis login id")));
    String sis = row.cell(table.column(List.of("sis user id")));
    return Optional.of(
        student(
            row,
            List.of(login, sis, number),
            name,
            login.contains("@") ? login : row.cell(table.column(EMAIL)),
            List.of(login, sis, number)));
  }

  private static Student moodle(Table table, Table.Row row) {
    String number = row.cell(table.column(NUMBER));
    String login = row.cell(table.column(LOGIN));
    String email = row.cell(table.column(EMAIL));
    String participant = row.cell(table.column(IDENTIFIER));
    List<String> others = new ArrayList<>(List.of(number, login, participant));
    // "Participant 123456" is 123456 in the names of the folders
    var digits = PARTICIPANT.matcher(participant);
    if (digits.matches()) {
      others.add(digits.group(1));
    }
    return student(
        row, List.of(number, login, email, participant), fullName(table, row), email, others);
  }

  private static Optional<Student> gradescope(Table table, Table.Row row) {
    int role = table.column(List.of("role"));
    if (role >= 0 && !row.cell(role).isEmpty() && !row.cell(role).equalsIgnoreCase("student")) {
      return Optional.empty();
    }
    String sid = row.cell(table.column(List.of("sid")));
    String email = row.cell(table.column(EMAIL));
    return Optional.of(student(row, List.of(sid, email), fullName(table, row), email, List.of()));
  }

  private static String fullName(Table table, Table.Row row) {
    for (List<String> column : List.of(NAME, MOODLE_NAME)) {
      String name = row.cell(table.column(column));
      if (!name.isEmpty()) {
        return name;
      }
    }
    return (row.cell(table.column(FIRST)) + " " + row.cell(table.column(LAST))).strip();
  }

  /** The first id that is not empty counts. */
  private static Student student(
      Table.Row row, List<String> ids, String name, String email, List<String> others) {
    String id =
        ids.stream()
            .filter(each -> !each.isEmpty())
            .findFirst()
            .orElseThrow(
                () -> row.wrong("there is no id: write in that line what marks should go by"));
    Set<String> aliases = new LinkedHashSet<>();
    others.stream().map(String::strip).filter(each -> !each.isEmpty()).forEach(aliases::add);
    aliases.remove(id);
    aliases.remove(email);
    return new Student(id, name, email, List.copyOf(aliases));
  }

  private static boolean has(Table table, List<String> names) {
    return table.column(names) >= 0;
  }
}
