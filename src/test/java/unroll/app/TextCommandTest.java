package unroll.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import unroll.data.CourseHome;

class TextCommandTest {
  private static final String SENTENCE =
      "All the world's a stage, and all the men and women merely players. ";

  private static final Path SHIPPED =
      CourseHome.find().resolve("datasets/trained/shakespeare.ckpt");

  /** Of the part that it was not trained on. */
  private static final String JULIET =
      "JULIET:\nGallop apace, you fiery-footed steeds,\nTowards Phoebus' lodging: such a wagoner\n"
          + "As Phaethon would whip you to the west,\nAnd bring in cloudy night immediately.\n";

  @TempDir Path folder;
  private Path text;
  private Path model;
  private Path log;

  /** What a command printed, and how it ended. */
  private record Ran(int status, String out, String err) {
    void refusesIn(String... parts) {
      assertEquals(2, status, err + out);
      assertEquals(1, err.strip().lines().count(), err);
      for (String part : parts) {
        assertTrue(err.contains(part), err);
      }
    }
  }

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("stage.txt"), SENTENCE.repeat(12));
    model = folder.resolve("stage.ckpt");
    log = folder.resolve("stage.jsonl");
  }

  private static Ran run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    Stream<String> words =
        Stream.concat(Stream.of("text"), Stream.of(arguments).map(String::valueOf));
    int status = line.execute(words.toArray(String[]::new));
    return new Ran(status, out.toString(), err.toString());
  }

  private Ran train(Object... more) {
    List<Object> all =
        new ArrayList<>(
            List.of("train", text, "--out", model, "--hidden", 8, "--batch", 4, "--window", 9));
    all.addAll(List.of(more));
    return run(all.toArray());
  }

  private Ran resume(Object... more) {
    List<Object> all = new ArrayList<>(List.of("train", text, "--out", model, "--resume"));
    all.addAll(List.of(more));
    return run(all.toArray());
  }

  @Test
  void trainingSaysHowItWentAndLeavesOneFile() throws IOException {
    Ran ran = train("--steps", 30);
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("finished 30 steps"), ran.out());
    assertTrue(ran.out().contains("validation"), ran.out());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(model, text), files.sorted().toList());
    }
  }

  @Test
  void epochsArePassesOverTheTrainingPart() {
    // 804 characters, 724 of them for training: 723 predictions in 4 lanes of 181, 21 windows of 9
    assertTrue(train("--epochs", 2).out().contains("42 steps, 21 a pass"));
  }

  @Test
  void elsewhereThanOnATerminalProgressIsPlainLines() {
    String out = train("--steps", 30).out();
    assertFalse(out.contains("\r") || out.contains("\u001b"), out);
    assertTrue(out.contains("100 %  step 30 of 30  loss "), out);
  }

  @Test
  void quietIsSilent() {
    Ran ran = train("--steps", 5, "--quiet");
    assertEquals("", ran.out() + ran.err());
  }

  @Test
  void theSameSeedSamplesTheSameText() {
    train("--steps", 5);
    Ran first = run("sample", model, "--length", 60, "--prompt", "All ", "--seed", 3);
    assertEquals(0, first.status(), first.err());
    assertEquals(64, first.out().stripTrailing().length() + trailing(first.out()));
    assertEquals(
        first.out(), run("sample", model, "--length", 60, "--prompt", "All ", "--seed", 3).out());
  }

  private static int trailing(String out) {
    String line = out.substring(0, out.length() - System.lineSeparator().length());
    return line.length() - line.stripTrailing().length();
  }

  @Test
  void theModelThatShipsWritesAtOnce() {
    Ran ran = run("sample", SHIPPED, "--prompt", "HAMLET:", "--length", 200, "--seed", 1);
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().startsWith("HAMLET:"), ran.out());
    assertTrue(ran.out().contains(" the ") || ran.out().contains(" and "), ran.out());
  }

  @Test
  void theModelThatShipsPredictsAScene() throws IOException {
    Path scene = Files.writeString(folder.resolve("scene.txt"), JULIET);
    Ran ran = run("evaluate", SHIPPED, scene);
    assertEquals(0, ran.status(), ran.err());
    double nats = Double.parseDouble(ran.out().substring(0, 6));
    assertTrue(nats < 1.9, ran.out());
  }

  @Test
  void theModelThatShipsIsNotTrainedOn() throws IOException {
    Path copy = Files.copy(SHIPPED, folder.resolve("copy.ckpt"));
    run("train", text, "--out", copy, "--resume").refusesIn("holds weights only");
  }

  @Test
  void layersAreStackedAndTold() {
    Ran ran = train("--steps", 5, "--layers", 3, "--cell", "gru");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("gru-3x8"), ran.out());
    assertEquals(0, run("sample", model, "--length", 5).status());
    resume("--layers", 2).refusesIn("--layers 3");
  }

  @Test
  void withoutASeedTheOneTakenIsTold() {
    train("--steps", 5);
    Ran ran = run("sample", model, "--length", 60);
    String seed = ran.err().replaceAll("\\D", "");
    assertEquals(ran.out(), run("sample", model, "--length", 60, "--seed", seed).out());
  }

  @Test
  void evaluationPrintsNatsPerCharacter() {
    train("--steps", 5);
    Ran ran = run("evaluate", model, text);
    assertEquals(0, ran.status(), ran.err());
    assertTrue(
        ran.out().matches("\\d\\.\\d{4} nats per character .* over 804 characters\\R"), ran.out());
  }

  @Test
  void theLogHasOneLineOfJsonAStep() throws IOException {
    train("--steps", 25, "--log", log);
    List<String> lines = Files.readAllLines(log);
    for (int i = 0; i < 25; i++) {
      assertEquals(
          i + 1, JsonParser.parseString(lines.get(i)).getAsJsonObject().get("step").getAsInt());
    }
    assertEquals(25, lines.size());
    assertTrue(lines.get(24).contains("\"validation\":"), lines.get(24));
  }

  @Test
  void trainingLongerGoesOnWhereItStopped() throws IOException {
    train("--steps", 10, "--log", log);
    Ran ran = resume("--steps", 20, "--log", log);
    assertTrue(ran.out().contains("going on after step 10"), ran.out());
    assertEquals(20, Files.readAllLines(log).size());
  }

  @Test
  void resumingWithoutACheckpointStartsFromTheBeginning() {
    Ran ran = train("--steps", 5, "--resume");
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("starting from the beginning"), ran.out());
  }

  @Test
  void resumingAFinishedRunSaysSo() {
    train("--steps", 5);
    Ran ran = resume();
    assertEquals(0, ran.status(), ran.err());
    assertTrue(ran.out().contains("all steps are made already"), ran.out());
  }

  @Test
  void aLogLineCutOffByAKillIsMadeAgain() throws IOException {
    train("--steps", 10, "--log", log);
    List<String> before = Files.readAllLines(log);
    Files.writeString(log, Files.readString(log) + "{\"step\":11,\"lo");
    resume("--steps", 12, "--log", log);
    List<String> after = Files.readAllLines(log);
    assertEquals(before, after.subList(0, 10));
    assertEquals(12, after.size());
  }

  @Test
  void aModelThatIsThereIsNotOverwritten() throws IOException {
    train("--steps", 5);
    byte[] before = Files.readAllBytes(model);
    train("--steps", 6).refusesIn("stage.ckpt is there already", "--resume", "--force");
    assertArrayEquals(before, Files.readAllBytes(model));
  }

  @Test
  void forceStartsAnew() {
    train("--steps", 5);
    assertTrue(train("--steps", 6, "--force").out().contains("finished 6 steps"));
  }

  @Test
  void forceForgetsTheJournalOfTheRunBefore() throws IOException {
    train("--steps", 5);
    Files.copy(model, folder.resolve("stage.ckpt.even"));
    train("--steps", 2, "--force");
    assertTrue(resume().out().contains("all steps are made already"));
    assertFalse(Files.exists(folder.resolve("stage.ckpt.even")));
  }

  @Test
  void aJournalAloneIsNotOverwrittenEither() throws IOException {
    train("--steps", 5);
    Files.move(model, folder.resolve("stage.ckpt.even"));
    train("--steps", 6).refusesIn("is there already");
  }

  @Test
  void aLogThatIsThereIsNotOverwritten() throws IOException {
    Files.writeString(log, "{\"step\":1}\n");
    train("--steps", 5, "--log", log).refusesIn("stage.jsonl is there already");
    assertEquals("{\"step\":1}\n", Files.readString(log));
  }

  @Test
  void aRunRefusedLeavesNothingBehind() throws IOException {
    Files.writeString(log, "dear diary\n");
    train("--steps", 5, "--log", log).refusesIn("stage.jsonl");
    train("--steps", 5, "--log", log, "--force").refusesIn("is not a log");
    try (var files = Files.list(folder)) {
      assertEquals(List.of(log, text), files.sorted().toList());
    }
  }

  @Test
  void theTextItselfIsNeverOverwritten() throws IOException {
    run("train", text, "--out", text, "--force").refusesIn("--out is the text itself");
    assertEquals(SENTENCE.repeat(12), Files.readString(text));
  }

  @Test
  void aFileThatIsNoLogIsLeftAsItIs() throws IOException {
    train("--steps", 5);
    Files.writeString(log, "dear diary\n");
    resume("--steps", 9, "--log", log).refusesIn("is not a log");
    assertEquals("dear diary\n", Files.readString(log));
  }

  @Test
  void aMissingTextIsNamed() {
    run("train", folder.resolve("none.txt")).refusesIn("none.txt");
  }

  @Test
  void anEmptyTextIsNamed() throws IOException {
    Files.writeString(text, "");
    train().refusesIn("empty", "stage.txt");
    assertFalse(Files.exists(model));
  }

  @Test
  void aTextThatIsNotUtf8IsNamedWithTheOffset() throws IOException {
    Files.write(text, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    train().refusesIn("stage.txt is not UTF-8", "offset 3");
  }

  @Test
  void aTextShorterThanAWindowIsRefused() throws IOException {
    Files.writeString(text, "too short");
    train("--validation", 0).refusesIn("9 characters", "needs 37");
    assertFalse(Files.exists(model));
  }

  @ParameterizedTest
  @CsvSource({
    "--hidden,0",
    "--layers,0",
    "--batch,-1",
    "--window,0",
    "--rate,0",
    "--rate,nan",
    "--clip,-2",
    "--validation,1",
    "--validation,NaN",
    "--steps,0",
    "--epochs,-3",
    "--cell,gru2",
    "--save-every,-1",
    "--hidden,many"
  })
  void aBadOptionIsNamed(String option, String value) {
    run("train", text, "--out", model, option, value).refusesIn(option.substring(2));
    assertFalse(Files.exists(model));
  }

  @Test
  void resumingWithOtherSettingsIsRefused() {
    train("--steps", 5);
    resume("--hidden", 16).refusesIn("--hidden 8");
  }

  @Test
  void resumingWithAnotherTextIsRefused() throws IOException {
    train("--steps", 5);
    Files.writeString(text, SENTENCE.repeat(12).replace("stage", "scene"));
    resume("--steps", 9).refusesIn("another text");
  }

  @Test
  void resumingToFewerStepsIsRefused() {
    train("--steps", 5);
    resume("--steps", 3).refusesIn("already at step 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "sample", "evaluate"})
  void aDamagedModelIsRefusedAndLeftAsItIs(String command) throws IOException {
    train("--steps", 5);
    byte[] damaged = Files.readAllBytes(model);
    damaged[damaged.length / 2] ^= 1;
    Files.write(model, damaged);
    Ran ran =
        switch (command) {
          case "train" -> resume("--steps", 9);
          case "sample" -> run("sample", model);
          default -> run("evaluate", model, text);
        };
    ran.refusesIn("stage.ckpt is damaged");
    assertArrayEquals(damaged, Files.readAllBytes(model));
  }

  @Test
  void aPromptWithAnUnknownCharacterIsRefused() {
    train("--steps", 5);
    run("sample", model, "--prompt", "All \u00fc").refusesIn("'\u00fc' (U+00FC) at place 5");
  }

  @ParameterizedTest
  @CsvSource({"--temperature,-1", "--temperature,NaN", "--length,-5", "--top,0"})
  void aBadSampleOptionIsRefused(String option, String value) {
    train("--steps", 5);
    assertEquals(2, run("sample", model, option, value).status());
  }

  @Test
  void aRunThatDivergesLeavesTheLastGoodStep() {
    Ran ran = train("--steps", 20, "--rate", 1e39);
    assertEquals(1, ran.status());
    assertTrue(ran.err().contains("the loss is NaN") || ran.err().contains("gradient"), ran.err());
    assertTrue(ran.err().contains("has the last good step"), ran.err());
    Ran again = resume("--rate", 0.01);
    assertTrue(again.out().contains("finished 20 steps"), again.err() + again.out());
  }

  @Test
  void helpHasAnExample() {
    for (String command : List.of("train", "sample", "evaluate")) {
      assertTrue(run(command, "--help").out().contains("Example: unroll text " + command));
    }
  }
}
