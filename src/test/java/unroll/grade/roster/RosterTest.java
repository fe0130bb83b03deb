package unroll.grade.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of students as people and platforms write them. */
class RosterTest {
  private static final Student ADA =
      new Student("ada", "Ada Lovelace", "ada@example.edu", List.of("al1", "12345"));

  @TempDir Path folder;

  @Test
  void ownFormHasAnyNumberOfAliases() throws IOException {
    Roster roster = read("id,name,email,aliases\nada,Ada Lovelace,ada@example.edu,al1,12345\n");
    assertEquals(List.of(ADA), roster.students());
    roster = read("id,name,email,aliases\nada,Ada Lovelace,ada@example.edu,al1; 12345\n");
    assertEquals(List.of(ADA), roster.students());
    roster = read("id\nada\n");
    assertEquals(List.of(new Student("ada", "", "", List.of())), roster.students());
  }

  @Test
  void canvasGradebookIsReadWithoutPointsAndTestStudent() throws IOException {
    Roster roster =
        read(
            """
            \uFEFFStudent,ID,SIS User ID,SIS Login ID,Section,Elman (4314282),Final Score
            ,,,,,Manual Posting,
                Points Possible,,,,,10,(read only)
            "Lovelace, Ada",12345,S1,al1,LEC 1 and LAB 2,9,90
            "Turing, Alan",12346,,,LEC 1,,
            "Student, Test",12399,,4ffe,LEC 1,,
            """);
    assertEquals(
        List.of(
            new Student("al1", "Lovelace, Ada", "", List.of("S1", "12345")),
            new Student("12346", "Turing, Alan", "", List.of())),
        roster.students());
    assertEquals(Optional.of("al1"), id(roster, "12345"));
    assertEquals(Optional.of("al1"), id(roster, "lovelaceada"));
  }

  @Test
  void moodleParticipantsGoByNumberElseByAddress() throws IOException {
    Roster roster =
        read(
            """
            "First name","Last name","ID number","Email address",Groups
            Ada,Lovelace,111111,ada@example.edu,"A, G1"
            Alan,Turing,,alan@example.edu,
            """);
    assertEquals(Optional.of("111111"), id(roster, "Ada Lovelace"));
    assertEquals(Optional.of("alan@example.edu"), id(roster, "alan turing"));
  }

  @Test
  void germanMoodleSavedByGermanExcelIsRead() throws IOException {
    Path csv = folder.resolve("teilnehmer.csv");
    Files.write(
        csv,
        "Vorname;Nachname;E-Mail-Adresse\r\nJürgen;Müßig;jm@example.org\r\n"
            .getBytes(Charset.forName("windows-1252")));
    assertEquals("Jürgen Müßig", Roster.read(csv).students().get(0).name());
  }

  @Test
  void moodleWorksheetTellsTheNumbersOfTheFolders() throws IOException {
    Roster roster =
        read(
            """
            Identifier,"Full name","ID number","Email address",Status,Grade
            "Participant 657737","Ada Lovelace",,ada@example.edu,Submitted,-
            """);
    assertEquals(Optional.of("ada@example.edu"), id(roster, "657737"));
  }

  @Test
  void gradescopeRosterHoldsStudentsOnly() throws IOException {
    Roster roster =
        read(
            """
            First Name,Last Name,SID,Email,Role
            Ada,Lovelace,001,ada@x.edu,Student
            Charles,Babbage,,cb@x.edu,Instructor
            """);
    assertEquals(
        List.of(new Student("001", "Ada Lovelace", "ada@x.edu", List.of())), roster.students());
    assertEquals("a@x", read("Name,Email\nAlan Turing,a@x\n").students().get(0).id());
    assertEquals("7", read("Name,Email,SID\nAlan Turing,a@x,7\n").students().get(0).id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ADA",
        " ada ",
        "al1",
        "12345",
        "Ada@Example.edu",
        "Ada Lovelace",
        "Lovelace, Ada",
        "lovelace  ADA",
        "Ada_Lovelace",
        "adalovelace",
        "lovelaceada"
      })
  void studentIsFoundUnderAnyName(String name) {
    assertEquals(Optional.of(ADA), Roster.of(List.of(ADA)).find(name));
  }

  @ParameterizedTest
  @CsvSource({
    "Jürgen Müller, Jurgen Muller",
    "Jürgen Müller, Juergen Mueller",
    "Jürgen Müller, muellerjuergen",
    "Jürgen Müller, müllerjürgen",
    "Weiß Zoë, Weiss Zoe",
    "Søren Łukasz, Soren Lukasz",
    "Seán O'Neill, sean oneill",
    "Seán O'Neill, oneillsean",
    "Nguyễn Văn An, an nguyen van",
    "王小明, 王小明",
    "ﬁona Ångström, Fiona Angstrom"
  })
  void accentsAndOrderDoNotCount(String known, String written) {
    Roster roster = Roster.of(List.of(new Student("x", known, "", List.of())));
    for (Normalizer.Form form : Normalizer.Form.values()) {
      assertTrue(roster.find(Normalizer.normalize(written, form)).isPresent(), form::name);
    }
  }

  @Test
  void nameOfTwoStudentsFindsNobodyAndAnIdStillDoes() {
    Roster roster =
        Roster.of(
            List.of(
                new Student("a1", "Anna Schmidt", "", List.of()),
                new Student("a2", "Schmidt, Anna", "", List.of())));
    assertEquals(Optional.empty(), roster.find("Anna Schmidt"));
    assertEquals(Optional.of("a2"), id(roster, "a2"));
  }

  @Test
  void nobodyIsFoundUnderNoName() {
    Roster roster = Roster.of(List.of(ADA, new Student("b", "", "", List.of())));
    assertEquals(Optional.empty(), roster.find(""));
    assertEquals(Optional.empty(), roster.find(" ,;. "));
    assertEquals(Optional.empty(), roster.find("Lovelace"));
  }

  @Test
  void sameIdInTwoLinesIsRefusedByBoth() {
    refused(
        "id,name\nada,Ada\nbob,\"Bob\nBobson\"\nADA,Other\n", "line 5: \"ada\" stands in line 2");
  }

  @Test
  void aliasOfAnotherStudentIsRefused() {
    refused("id,name,email,aliases\na,A,,x\nb,B,,a\n", "line 3: \"a\" stands in line 2 already");
  }

  @Test
  void lineWithoutIdIsRefused() {
    refused("id,name\n\nada,Ada\n,Bob\n", "line 4: there is no id");
  }

  @Test
  void otherTablesAreRefusedWithWhatWouldDo() {
    refused("fruit,price\napple,3\n", "line 1: no list of students has these columns");
    refused("", "is empty");
    refused("id,name\n", "line 1: there is no student below it");
  }

  @Test
  void quoteThatIsNotClosedIsRefusedByItsLine() {
    refused("id,name\nada,Ada\nbob,\"Bob\ncid,Cid\n", "line 3: a quotation mark is not closed");
  }

  @Test
  void workbookIsRefused() throws IOException {
    Path xlsx = folder.resolve("r.csv");
    Files.write(xlsx, new byte[] {'P', 'K', 3, 4, 0, 0, 0});
    assertTrue(message(xlsx).contains("save it as CSV"), message(xlsx));
  }

  @Test
  void missingFileIsRefused() {
    assertEquals("there is no file " + folder.resolve("no.csv"), message(folder.resolve("no.csv")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE"})
  void encodingsWithAMarkAreRead(String charset) throws IOException {
    String mark = charset.equals("UTF-16") ? "" : "\uFEFF";
    Path csv = folder.resolve("r.csv");
    Files.write(csv, (mark + "id\tname\r\nö\tÖzil\r\n").getBytes(Charset.forName(charset)));
    assertEquals("Özil", Roster.read(csv).students().get(0).name());
  }

  private Optional<String> id(Roster roster, String name) {
    return roster.find(name).map(Student::id);
  }

  private Roster read(String text) throws IOException {
    return Roster.read(
        Files.writeString(folder.resolve("roster.csv"), text, StandardCharsets.UTF_8));
  }

  private void refused(String text, String part) {
    Path csv = folder.resolve("roster.csv");
    try {
      Files.writeString(csv, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String message = message(csv);
    assertTrue(message.contains(part) && !message.contains("\n"), message);
    assertTrue(message.startsWith(csv.toString()), message);
  }

  private static String message(Path csv) {
    return assertThrows(IllegalArgumentException.class, () -> Roster.read(csv)).getMessage();
  }
}
