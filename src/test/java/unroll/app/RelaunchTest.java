package unroll.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RelaunchTest {
  @Test
  void heavyCommandIsWorthASecondMachine() {
    assertTrue(Relaunch.wanted("text", "train"));
  }

  @Test
  void openingTheCourseIsNot() {
    assertFalse(Relaunch.wanted("open"));
  }

  @Test
  void helpIsNot() {
    assertFalse(Relaunch.wanted("text", "--help"));
  }

  @Test
  void nothingIsNot() {
    assertFalse(Relaunch.wanted());
  }

  @Test
  void moduleIsAskedForBeforeAnythingElse() {
    assertEquals(
        List.of("--add-modules", "jdk.incubator.vector"), Relaunch.command("text").subList(1, 3));
  }

  @Test
  void childEndsWithItsParent() {
    assertTrue(Relaunch.command("text").contains("-Dunroll.withParent=true"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void exitStatusIsPassedOn() throws IOException {
    assertEquals(7, Relaunch.run(List.of("sh", "-c", "exit 7")));
  }
}
