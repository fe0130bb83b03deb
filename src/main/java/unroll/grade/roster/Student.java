package unroll.grade.roster;

import java.util.List;

/**
 * A student as a course knows them.
 *
 * @param id the one used in marks
 * @param name the full name, in whatever order the roster has it; empty if it has none
 * @param email the address; empty if the roster has none
 * @param aliases what else platforms call them: login, SIS id, user id
 */
public record Student(String id, String name, String email, List<String> aliases) {
  /** Copies the aliases, so that it never changes. */
  public Student {
    aliases = List.copyOf(aliases);
  }
}
