package unroll.grade.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unroll.grade.desk.Ledger;
import unroll.grade.policy.Attempt;
import unroll.grade.policy.Gradebook;
import unroll.grade.policy.Mark;
import unroll.grade.policy.PlanReader;
import unroll.grade.report.Row;
import unroll.grade.report.Status;
import unroll.grade.roster.Roster;
import unroll.grade.roster.Table;

/**
 * Tables of marks, letter by letter as the imports of three platforms want them: Ada handed in a
 * day late, Bob nothing, and Cy met a fault of the grader.
 */
class MarksCsvTest {
  private static final String CANVAS =
      """
      Student,ID,SIS User ID,SIS Login ID,Section,Elman (4711),Final Score
          Points Possible,,,,,10,(read only)
      "Lovelace, Ada",101,s-101,ada,L1,,0
      "=cmd(), Bob",102,s-102,bob,L1,,0
      "Cypher, Cy",103,s-103,cy,L2,,0
      "Student, Test",999,,test,L1,,0
      """;

  @TempDir Path folder;

  private Path canvas;
  private Ledger ledger;

  @BeforeEach
  void makeMarks() throws IOException {
    canvas = Files.writeString(folder.resolve("canvas.csv"), CANVAS);
    Path plan =
        Files.writeString(
            folder.resolve("course.yaml"),
            """
            course: Exported
            zone: UTC
            policy: {penalty: 10%, latest: 4d}
            assignments:
              - {exercise: 02-elman, title: Elman, points: 10, due: 2026-10-05 12:00}
              - {exercise: 04-bptt, title: "BPTT, by hand", points: 20, due: 2026-10-12 12:00}
            """);
    Instant late = Instant.parse("2026-10-06T11:00:00Z");
    Gradebook book =
        Gradebook.of(
            PlanReader.read(plan),
            Map.of(
                "ada", Map.of("02-elman", List.of(new Attempt(late, 0.95))),
                "bob", Map.of(),
                "cy", Map.of()));
    Row row =
        new Row(
            "ada",
            "ada",
            1,
            late.toString(),
            Status.GRADED,
            19,
            20,
            List.of(19),
            "failed",
            true,
            "glass",
            1,
            "");
    List<Ledger.Entry> entries = new ArrayList<>();
    book.standings()
        .forEach(
            (student, standing) -> {
              for (Mark mark : standing.marks()) {
                boolean fault =
                    student.equals("cy") && mark.assignment().exercise().equals("02-elman");
                String why = fault ? "; not marked yet, the grader failed: cy" : "";
                entries.add(
                    new Ledger.Entry(
                        student,
                        "",
                        mark,
                        Optional.of(row).filter(each -> mark.attempt().isPresent()),
                        mark.why() + why));
              }
            });
    ledger = new Ledger(book, entries, List.of(), List.of());
  }

  @Test
  void canvasGetsItsOwnColumnsBack() {
    assertEquals(
        """
        Student,ID,SIS User ID,SIS Login ID,Section,Elman (4711),"BPTT, by hand"
            Points Possible,,,,,10,20
        "Lovelace, Ada",101,s-101,ada,L1,8.55,0
        "'=cmd(), Bob",102,s-102,bob,L1,0,0
        "Cypher, Cy",103,s-103,cy,L2,,0
        """,
        CanvasCsv.of(Table.read(canvas), Roster.read(canvas), ledger).replace("\r\n", "\n"));
  }

  @Test
  void canvasNeedsTheExportOfItsGradebook() throws IOException {
    Path own = Files.writeString(folder.resolve("own.csv"), "id,name\nada,Ada\n");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> CanvasCsv.of(Table.read(own), Roster.read(own), ledger))
            .getMessage();
    assertTrue(message.contains("own.csv has no column Student"), message);
  }

  @Test
  void moodleGetsPointsAndFeedbackOfEachAssignment() throws IOException {
    Path own =
        Files.writeString(
            folder.resolve("own.csv"),
            "id,name,email\nada,Ada Lovelace,ada@example.org\ncy,Cy Cypher,cy@example.org\n");
    assertEquals(
        """
        ID number,Email address,Full name,Elman,Elman (feedback),"BPTT, by hand","BPTT, by hand (feedback)"
        ada,ada@example.org,Ada Lovelace,8.55,"attempt 1 of 1, 1 day late, 10 % off",0,nothing handed in
        cy,cy@example.org,Cy Cypher,,,0,nothing handed in
        """,
        MoodleCsv.of(Roster.read(own), ledger).replace("\r\n", "\n"));
  }

  @Test
  void nbgradersColumnsTellThePenaltyApart() {
    List<String> lines = NbgraderCsv.of(Roster.read(canvas), ledger).lines().toList();
    assertEquals(
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,"
            + "late_submission_penalty,score,max_score",
        lines.get(0));
    assertEquals(
        "02-elman,2026-10-05 12:00:00,2026-10-06 11:00:00,ada,Lovelace,Ada,,9.5,0.95,8.55,10",
        lines.get(1));
    assertEquals("02-elman,2026-10-05 12:00:00,,cy,Cypher,Cy,,,,,10", lines.get(3));
    assertEquals("04-bptt,2026-10-12 12:00:00,,ada,Lovelace,Ada,,0,0,0,20", lines.get(4));
  }

  @Test
  void noCellIsAFormula() {
    for (String csv :
        List.of(
            CanvasCsv.of(Table.read(canvas), Roster.read(canvas), ledger),
            MoodleCsv.of(Roster.read(canvas), ledger),
            NbgraderCsv.of(Roster.read(canvas), ledger))) {
      assertFalse(csv.contains(",=cmd"), csv);
      assertFalse(csv.contains("\"=cmd"), csv);
    }
  }
}
