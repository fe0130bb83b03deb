package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import unroll.grade.policy.PlanReader;

class ReleaseCommandTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private int release(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "release";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }

  @Test
  void placeIsNeeded() {
    assertEquals(2, release());
    assertTrue(err.toString().contains("give either --out FOLDER (or a .zip) or --branch NAME"));
  }

  @Test
  void nothingThatIsThereIsReplaced() {
    assertEquals(2, release("--out", folder.toString()));
    assertTrue(err.toString().contains("is there already; give a new name"));
  }

  @Test
  void mistakeInThePlanIsToldWithItsLine() throws IOException {
    Path plan = Files.writeString(folder.resolve("course.yaml"), "course: c\nzone: Mars\n");
    assertEquals(2, release("--plan", plan.toString(), "--out", folder.resolve("x").toString()));
    assertTrue(err.toString().contains("course.yaml, line 2: zone is a name like Europe/Berlin"));
  }

  @Test
  void tableTellsTimesOfTheZone() {
    assertEquals(
        """
        # RNNs: what is due

        | exercise | title | points | due |
        |---|---|---|---|
        | 04-bptt | 04-bptt | 2.5 | Wednesday, 1 July 2026, 12:00 (+02:00) |
        | 02-elman | Elman | 10 | Monday, 30 November 2026, 23:59 (+01:00) |

        Times are those of Europe/Berlin.
        """,
        ReleaseCommand.table(
                PlanReader.parse(
                    "c",
                    """
                    course: RNNs
                    zone: Europe/Berlin
                    assignments:
                      - {exercise: 02-elman, title: Elman, points: 10, due: 2026-11-30 23:59}
                      - {exercise: 04-bptt, points: 2.5, due: 2026-07-01 12:00}
                    """))
            .replace("\r", ""));
  }
}
