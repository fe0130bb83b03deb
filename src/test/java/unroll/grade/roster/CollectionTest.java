package unroll.grade.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unroll.grade.Exercise;
import unroll.grade.intake.Handin;
import unroll.grade.intake.Intake;

/** What a class hands in, as each platform gives it out, by folder and by zip. */
class CollectionTest {
  private static final String ANSWER =
      "package e90_numbers;\npublic class Mine implements Numbers {}\n";
  private static final Roster ROSTER =
      Roster.of(
          List.of(
              new Student("ada", "Lovelace, Ada", "ada@x.edu", List.of("12345")),
              new Student("alan", "Turing, Alan", "alan@x.edu", List.of("12346")),
              new Student("jm", "Jürgen Müller", "", List.of())));
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;
  @TempDir Path elsewhere;

  @Test
  void plainFolderKeepsItsNamesWithoutARoster() throws IOException {
    write("b.java", ANSWER);
    write("a.zip", "");
    write("c/Mine.java", ANSWER);
    write(".DS_Store", "");
    Collection found = collected();
    assertEquals(List.of("a.zip#1", "b.java#1", "c#1"), keys(found));
    assertEquals(List.of(), found.strangers());
    assertEquals(Optional.empty(), found.unpacked());
    assertEquals(folder.resolve("b.java"), found.handins().get(1).entry());
  }

  @Test
  void plainFolderIsMappedThroughTheRoster() throws IOException {
    for (String name :
        List.of("ADA.java", "Alan Turing.zip", "juergen mueller", "eve.java", "12_elman.java")) {
      write(name.contains(".") ? name : name + "/Mine.java", ANSWER);
    }
    Collection found = collected(ROSTER);
    assertEquals(List.of("12_elman.java#1", "ada#1", "alan#1", "eve.java#1", "jm#1"), keys(found));
    assertEquals(List.of("12_elman.java", "eve.java"), found.strangers());
    assertTrue(notices(found, "eve.java").contains("no name on the list of the course"));
  }

  @Test
  void numberAfterAnAtIsTheAttempt() throws IOException {
    write("ada@1.java", ANSWER);
    write("ada@3.ipynb", "{}");
    write("ada@2/Mine.java", ANSWER);
    write("a@x.edu.java", ANSWER);
    assertEquals(List.of("a@x.edu.java#1", "ada#1", "ada#2", "ada#3"), keys(collected()));
    assertEquals(folder.resolve("ada@2"), collected().handins().get(2).entry());
  }

  @Test
  void severalFilesOfAStudentAreAttemptsInTheOrderOfTime() throws IOException {
    touch(write("ada.java", ANSWER), NOON.plusSeconds(60));
    touch(write("ada.zip", ANSWER), NOON);
    Collection found = collected(ROSTER);
    assertEquals(List.of("ada#1", "ada#2"), keys(found));
    assertEquals(folder.resolve("ada.zip"), found.handins().get(0).entry());
    assertTrue(
        found
            .handins()
            .get(1)
            .notices()
            .contains("You handed in 2 times; this counts as attempt 2."));
  }

  @Test
  void fileTimeIsTakenWithANotice() throws IOException {
    touch(write("ada.java", ANSWER), NOON);
    touch(write("bob/old.java", ANSWER), NOON.minusSeconds(9));
    touch(write("bob/new.java", ANSWER), NOON.plusSeconds(9));
    Collection found = collected();
    assertEquals(Optional.of(NOON), found.handins().get(0).at());
    assertEquals(Optional.of(NOON.plusSeconds(9)), found.handins().get(1).at());
    assertEquals(List.of(Form.FILE_TIME), found.handins().get(0).notices());
  }

  @Test
  void listOfTimesGoesBeforeAllOthersAndSilencesTheNotice() throws IOException {
    write("ada@1.java", ANSWER);
    write("ada@2.java", ANSWER);
    Path times =
        csv(
            "times.csv",
            "student,attempt,at\r\n\"Lovelace, Ada\",2,2026-11-23T13:00:00+01:00\r\nalan,1,2026-01-01 00:00Z\r\n");
    Collection found = Collection.of(folder, Optional.of(ROSTER), Optional.of(times));
    assertEquals(Optional.of(NOON), found.handins().get(1).at());
    assertEquals(List.of(), found.handins().get(1).notices());
    assertEquals(List.of(Form.FILE_TIME), found.handins().get(0).notices());
  }

  @Test
  void timesKnowAFileWithoutItsEnding() throws IOException {
    write("ada.java", ANSWER);
    Path times = csv("times.csv", "student,at\nada,2026-11-23T12:00:00Z\n");
    Collection found = Collection.of(folder, Optional.empty(), Optional.of(times));
    assertEquals(Optional.of(NOON), found.handins().get(0).at());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "student,attempt,at\nada,1,2026-11-23T12:00:00|line 2: \"2026-11-23T12:00:00\" is no time with its zone",
        "student,attempt,at\nada,1,yesterday|line 2: \"yesterday\" is no time",
        "student,attempt,at\n\nada,0,2026-11-23T12:00:00Z|line 3: an attempt is a number from 1",
        "student,attempt,at\nadda,1,2026-11-23T12:00:00Z|line 2: nobody named \"adda\" handed in",
        "student,at\nada,2026-11-23T12:00:00Z\nada,2026-11-23T12:00:00Z|line 3: ada, attempt 1 stands",
        "who,when\n|line 1: times have the columns \"student,attempt,at\""
      })
  void timesThatCannotBeReadAreRefusedByLine(String textAndMessage) throws IOException {
    write("ada.java", ANSWER);
    String[] parts = textAndMessage.split("\\|");
    Path times = csv("times.csv", parts[0]);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Collection.of(folder, Optional.of(ROSTER), Optional.of(times)))
            .getMessage();
    assertTrue(message.startsWith(times + ", " + parts[1]), message);
  }

  @Test
  void canvasFolderIsMappedByTheUsersNumberThenByName() throws IOException {
    write("lovelaceada_LATE_12345_67890_Mine-2.java", ANSWER);
    write("turingalan_777_67891_Mine.java", ANSWER);
    write("müllerjürgen_778_67892_Mine.java", ANSWER);
    write("evileve_779_text.html", "<p>class Mine {}</p>");
    Collection found = collected(ROSTER);
    assertEquals(List.of("ada#1", "alan#1", "evileve#1", "jm#1"), keys(found));
    assertEquals(List.of("evileve"), found.strangers());
    assertEquals(
        List.of(Form.noTime("Canvas"), "Canvas calls it late."), found.handins().get(0).notices());
    assertEquals(Optional.empty(), found.handins().get(0).at());
  }

  @Test
  void canvasFilesOfOneStudentAreOneHandin() throws IOException {
    write("lovelaceada_12345_1_Mine.java", ANSWER);
    write("lovelaceada_12345_2_Extra.java", "package e90_numbers;\nclass Extra {}");
    write("turingalan_12346_3_Mine.java", ANSWER);
    try (Collection found = collected(ROSTER)) {
      assertEquals(List.of("ada#1", "alan#1"), keys(found));
      assertEquals(
          List.of("Extra.java", "Mine.java"),
          read(found.handins().get(0)).files().stream().map(file -> file.origin()).toList());
    }
  }

  @Test
  void twoPersonsOfOneNameStayTwo() throws IOException {
    write("smithbob_1_10_Mine.java", ANSWER);
    write("smithbob_2_11_Mine.java", ANSWER);
    assertEquals(List.of("smithbob_1#1", "smithbob_2#1"), keys(collected()));
    Roster one = Roster.of(List.of(new Student("bob", "Bob Smith", "", List.of("2"))));
    assertEquals(List.of("bob#1", "smithbob_1#1"), keys(collected(one)));
    Roster unsure = Roster.of(List.of(new Student("bob", "Bob Smith", "", List.of())));
    assertEquals(List.of("smithbob_1#1", "smithbob_2#1"), keys(collected(unsure)));
  }

  @Test
  void nameOfTwoStudentsIsAStrangersUntilItIsTold() throws IOException {
    write("Anna Schmidt.java", ANSWER);
    Roster two =
        Roster.of(
            List.of(
                new Student("a1", "Anna Schmidt", "", List.of()),
                new Student("a2", "Schmidt, Anna", "", List.of())));
    Collection found = collected(two);
    assertEquals(List.of("Anna Schmidt.java#1"), keys(found));
    assertTrue(notices(found, "Anna Schmidt.java").contains("is the name of 2 on the list"));
  }

  @Test
  void anonymousCanvasIsTakenUnderItsCodes() throws IOException {
    write("anon_Xy12z_678_9_Mine.java", ANSWER);
    write("LATE_anon_Ab34c_679_Mine.java", ANSWER);
    assertEquals(List.of("anon_Ab34c#1", "anon_Xy12z#1"), keys(collected()));
  }

  @Test
  void moodleFoldersOldAndNewAreRead() throws IOException {
    write("Ada Lovelace_657737_assignsubmission_file_/Mine.java", ANSWER);
    write("Alan Turing_657738_assignsubmission_file/sub/Mine.java", ANSWER);
    write("Alan Turing_657738_assignsubmission_onlinetext/onlinetext.html", "<p>see file</p>");
    write("Eve_657739_assignsubmission_onlinetext_/onlinetext.html", "<p>class Mine</p>");
    Collection found = collected(ROSTER);
    assertEquals(List.of("Eve#1", "ada#1", "alan#1"), keys(found));
    assertTrue(read(found.handins().get(2)).refusal().isEmpty());
    assertTrue(
        read(found.handins().get(0)).refusal().orElseThrow().startsWith("There is no .java"));
  }

  @Test
  void flatMoodleIsRead() throws IOException {
    write("Ada Lovelace_657737_assignsubmission_file_Mine.java", ANSWER);
    write("Ada Lovelace_657737_assignsubmission_file_notes.txt", "hello");
    write("Alan Turing_657738_assignsubmission_file_Mine.java", ANSWER);
    try (Collection found = collected(ROSTER)) {
      assertEquals(List.of("ada#1", "alan#1"), keys(found));
      assertEquals("Mine.java", read(found.handins().get(0)).files().get(0).origin());
    }
  }

  @Test
  void moodleWorksheetAsRosterTellsTheNumbers() throws IOException {
    write("Participant_657737_assignsubmission_file_/Mine.java", ANSWER);
    Roster worksheet =
        Roster.read(
            csv(
                "w.csv",
                "Identifier,Full name,Email address\nParticipant 657737,Ada Lovelace,ada@x.edu\n"));
    assertEquals(List.of("ada@x.edu#1"), keys(collected(worksheet)));
  }

  @Test
  void gradescopeExportTellsSubmittersAndTimes() throws IOException {
    write("assignment_9_export/submission_1/Mine.java", ANSWER);
    write("assignment_9_export/submission_2/Mine.java", ANSWER);
    write("assignment_9_export/submission_4/Mine.java", ANSWER);
    write(
        "assignment_9_export/submission_metadata.yml",
        """
        ---
        submission_1:
          :submitters:
          - :name: Ada Lovelace
            :sid: '12345'
            :email: other@x.edu
          :created_at: 2026-11-23 04:00:00.000000000 -08:00
          :score: 9.0
          :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
            tests: []
          :history:
          - :id: 7
            :created_at: 2026-11-22 12:00:00.000000000 Z
        submission_2:
          :submitters:
          - :name: Alan Turing
            :email: alan@x.edu
          - :name: Eve
            :sid:
          :created_at: 2026-11-23 12:00:00 Z
        submission_3:
          :submitters:
          - :name: Jürgen Müller
        """);
    Collection found = collected(ROSTER);
    assertEquals(List.of("Eve#1", "ada#1", "alan#1", "jm#1", "submission_4#1"), keys(found));
    assertEquals(Optional.of(NOON), found.handins().get(1).at());
    assertEquals(Optional.of(NOON), found.handins().get(2).at());
    assertEquals(
        List.of("Gradescope knows 1 more of your submissions; this is the active one."),
        found.handins().get(1).notices());
    assertEquals(
        "submission_3 cannot be read: no such file.",
        read(found.handins().get(3)).refusal().orElseThrow());
  }

  @Test
  void brokenGradescopeListIsRefusedByLine() throws IOException {
    Path list = write("submission_metadata.yml", "a:\n  :b: [1,\n");
    String message = assertThrows(IllegalArgumentException.class, this::collected).getMessage();
    assertTrue(message.startsWith(list + ", line "), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void nbgraderTreeTellsTimesAndIsReadForOneAssignment() throws IOException {
    for (String ps : List.of("02-elman", "ps2")) {
      write("course/submitted/ada/" + ps + "/work.ipynb", "{}");
      write("course/submitted/eve/" + ps + "/work.ipynb", "{}");
      write("course/submitted/ada/" + ps + "/timestamp.txt", "2026-11-23 12:00:00.000000 UTC\n");
    }
    write("course/submitted/alan/ps2/work.ipynb", "{}");
    Path course = folder.resolve("course");
    Collection found = Collection.of(course, Optional.of(ROSTER), Optional.empty(), "02-Elman");
    assertEquals(List.of("ada#1", "eve#1"), keys(found));
    assertEquals(Optional.of(NOON), found.handins().get(0).at());
    assertEquals(Optional.empty(), found.handins().get(1).at());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Collection.of(course, Optional.empty(), Optional.empty()))
            .getMessage();
    assertTrue(message.contains("02-elman, ps2"), message);
  }

  @Test
  void nbgraderInboundHoldsAnAttemptEach() throws IOException {
    write("ada+ps1+2026-11-23 12:00:00.000000 UTC/w.ipynb", "{}");
    write("ada+ps1+2026-11-23 13:00:00.000000 America_New_York/w.ipynb", "{}");
    write("ada+ps1+2026-11-22 13:00:00 UTC+x7f/w.ipynb", "{}");
    Collection found = collected();
    assertEquals(List.of("ada#1", "ada#2", "ada#3"), keys(found));
    assertEquals(
        List.of(Optional.empty(), Optional.of(NOON.minusSeconds(23 * 3600)), Optional.of(NOON)),
        found.handins().stream().map(Collected::at).toList());
  }

  @Test
  void oneStudentsFolderNeverDecidesHowAllAreRead() throws IOException {
    write("ada.java", ANSWER);
    write("alan/hw/timestamp.txt", "2026-11-23 12:00:00 UTC");
    write("alan/hw/Mine.java", ANSWER);
    write("x_1_assignsubmission_file_/Mine.java", ANSWER);
    write("x_1_2_Mine.java", ANSWER);
    assertEquals(
        List.of("ada.java#1", "alan#1", "x_1_2_Mine.java#1", "x_1_assignsubmission_file_#1"),
        keys(collected()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hand-ins/"})
  void zipOfAPlainFolderIsReadLikeTheFolder(String wrapper) throws IOException {
    Path zip =
        zip(
            wrapper + "ada.java",
            ANSWER,
            wrapper + "bob/Mine.java",
            ANSWER,
            "__MACOSX/._ada.java",
            "\0");
    Path unpacked;
    try (Collection found = Collection.of(zip, Optional.empty(), Optional.empty())) {
      unpacked = found.unpacked().orElseThrow();
      assertEquals(List.of("ada.java#1", "bob#1"), keys(found));
      assertEquals(Optional.of(NOON), found.handins().get(0).at());
      assertTrue(found.handins().stream().allMatch(each -> read(each).refusal().isEmpty()));
    }
    assertFalse(Files.exists(unpacked), "gone when closed");
  }

  @Test
  void zipOfCanvasAndOfMoodleIsRead() throws IOException {
    Path canvas = zip("lovelaceada_12345_67_Mine.java", ANSWER);
    try (Collection found = Collection.of(canvas, Optional.of(ROSTER), Optional.empty())) {
      assertEquals(List.of("ada#1"), keys(found));
      assertEquals(Optional.empty(), found.handins().get(0).at());
    }
    Path moodle = zip("Jürgen Müller_5_assignsubmission_file_/Mine.java", ANSWER);
    try (Collection found = Collection.of(moodle, Optional.of(ROSTER), Optional.empty())) {
      assertEquals(List.of("jm#1"), keys(found));
      assertTrue(read(found.handins().get(0)).refusal().isEmpty());
    }
  }

  @Test
  void pathOfAnArchiveLeadsNowhere() throws IOException {
    Path zip = zip("../../evil.java", ANSWER, "/etc/ada.java", ANSWER, "C:\\x\\bob.java", ANSWER);
    try (Collection found = Collection.of(zip, Optional.empty(), Optional.empty())) {
      Path place = found.unpacked().orElseThrow();
      assertEquals(3, found.handins().size());
      assertTrue(found.handins().stream().allMatch(each -> each.entry().startsWith(place)));
      assertFalse(Files.exists(place.resolve("../../evil.java").normalize()));
    }
  }

  @Test
  void bombOfOneStudentStopsNobody() throws IOException {
    Path zip = elsewhere.resolve("class.zip");
    byte[] zeros = new byte[1 << 20];
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int i = 0; i < 3; i++) {
        out.putNextEntry(new ZipEntry("eve/n" + i + ".ipynb"));
        for (int mb = 0; mb < 60; mb++) {
          out.write(zeros);
        }
      }
      out.putNextEntry(new ZipEntry("zoe.java"));
      out.write(ANSWER.getBytes(StandardCharsets.UTF_8));
    }
    try (Collection found = Collection.of(zip, Optional.empty(), Optional.empty())) {
      long size = 0;
      try (Stream<Path> files = Files.walk(found.unpacked().orElseThrow())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          size += Files.size(file);
        }
      }
      assertTrue(size < 170L << 20, "no more than is read of one hand-in: " + size);
      assertTrue(read(found.handins().get(0)).refusal().isPresent());
      assertTrue(read(found.handins().get(1)).refusal().isEmpty());
    }
  }

  @Test
  void damagedMemberIsToldToItsStudentOnly() throws IOException {
    Path zip = zip("ada.java", ANSWER.repeat(40), "bob.java", ANSWER);
    byte[] bytes = Files.readAllBytes(zip);
    bytes[70] ^= 0x55;
    bytes[71] ^= 0x55;
    Files.write(zip, bytes);
    try (Collection found = Collection.of(zip, Optional.empty(), Optional.empty())) {
      assertTrue(
          found
              .handins()
              .get(0)
              .notices()
              .contains("ada.java is damaged in its archive: hand it in again."),
          found::toString);
      assertTrue(read(found.handins().get(0)).refusal().isPresent());
      assertTrue(read(found.handins().get(1)).refusal().isEmpty());
    }
  }

  /** Names of files are the students'; whatever they are, each file is somebody's hand-in. */
  @Test
  void noNameOfAFileThrowsOrIsLost() throws IOException {
    List<String> parts =
        List.of(
            "ada",
            "Lovelace, Ada",
            "_",
            "LATE_",
            "_12345_67_",
            "@2",
            "@0",
            "+ps1+2026-13-01",
            "../",
            "/",
            "\\",
            "assignsubmission_file_",
            "submitted/",
            "timestamp.txt",
            "x".repeat(300),
            ".",
            "\u0001",
            "\u202E",
            "ü",
            "😀",
            " ",
            ".java",
            ".zip",
            "anon_x1_",
            "CON",
            "_text.html");
    Random random = new Random(18);
    for (int round = 0; round < 60; round++) {
      String[] members = new String[2 * (1 + random.nextInt(6))];
      for (int i = 0; i < members.length; i += 2) {
        StringBuilder name = new StringBuilder(i + "-");
        for (int part = random.nextInt(6); part >= 0; part--) {
          name.append(parts.get(random.nextInt(parts.size())));
        }
        members[i] = name.append(i / 2).append("z.java").toString();
        members[i + 1] = ANSWER;
      }
      try (Collection found = Collection.of(zip(members), Optional.of(ROSTER), Optional.empty())) {
        String shown = String.join("\n", members);
        long held = 0;
        for (Collected each : found.handins()) {
          Handin handin = read(each);
          assertEquals(handin.files().isEmpty(), handin.refusal().isPresent(), shown);
          held += files(each.entry());
        }
        assertEquals(files(found.unpacked().orElseThrow().resolve("archive")), held, shown);
        assertEquals(found.handins().size(), Set.copyOf(keys(found)).size(), shown);
      }
    }
  }

  private static long files(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatIsNoFolderAndNoArchiveIsRefusedInOneLine() throws IOException {
    Path text = write("a.txt", "no archive");
    for (Path place : List.of(text, folder.resolve("none"))) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Collection.of(place, Optional.empty(), Optional.empty()))
              .getMessage();
      assertTrue(message.contains(place.toString()) && !message.contains("\n"), message);
    }
  }

  private Collection collected() {
    return Collection.of(folder, Optional.empty(), Optional.empty());
  }

  private Collection collected(Roster roster) {
    return Collection.of(folder, Optional.of(roster), Optional.empty());
  }

  private static List<String> keys(Collection found) {
    return found.handins().stream().map(each -> each.student() + "#" + each.attempt()).toList();
  }

  private static String notices(Collection found, String student) {
    return found.handins().stream()
        .filter(each -> each.student().equals(student))
        .map(each -> String.join(" ", each.notices()))
        .findFirst()
        .orElseThrow();
  }

  private Handin read(Collected handin) {
    TreeMap<Integer, String> tasks = new TreeMap<>();
    tasks.put(1, "twice");
    Path home = elsewhere.resolve("e90_numbers");
    Exercise exercise = new Exercise("90-numbers", "Numbers", home, home, "Numbers", "Mine", tasks);
    return new Intake(exercise).read(handin.entry(), handin.student(), handin.notices());
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void touch(Path file, Instant at) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private Path csv(String name, String text) throws IOException {
    return Files.writeString(elsewhere.resolve(name), text);
  }

  private Path zip(String... namesAndTexts) throws IOException {
    Path zip = elsewhere.resolve("class.zip");
    List<String> written = new ArrayList<>();
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        ZipEntry entry = new ZipEntry(namesAndTexts[i]);
        entry.setLastModifiedTime(FileTime.from(NOON));
        out.putNextEntry(entry);
        out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        written.add(namesAndTexts[i]);
      }
    }
    return zip;
  }
}
