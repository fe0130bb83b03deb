package unroll.app.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.mozilla.javascript.Context;

/** What newer JavaScript comes to, in the engine that cannot read it. */
class LoweringTest {
  private static String result(String script) {
    try (Context engine = Context.enter()) {
      engine.setLanguageVersion(Context.VERSION_ECMASCRIPT);
      Object value =
          engine.evaluateString(
              engine.initStandardObjects(), Lowering.lowered(script), "test", 1, null);
      return Context.toString(value);
    }
  }

  @Test
  void anObjectHasItsClassesMethods() {
    assertEquals(
        "7",
        result(
            """
            class Sum {
              constructor(a) {
                this.a = a;
              }
              plus(b) {
                return this.a + b;
              }
            }
            new Sum(3).plus(4);
            """));
  }

  @Test
  void aStaticMethodIsItsClasses() {
    assertEquals(
        "5",
        result(
            """
            class Five {
              static value() {
                return 5;
              }
              constructor() {
                this.x = 1;
              }
            }
            Five.value();
            """));
  }

  @Test
  void anErrorOfOnesOwnIsAnError() {
    assertEquals(
        "true wrong",
        result(
            """
            class Wrong extends Error {
              constructor(told) {
                super(told);
              }
            }
            let it = new Wrong("wrong");
            (it instanceof Error) + " " + it.message;
            """));
  }

  @Test
  void aConstantMayBeTheNextBlocksToo() {
    assertEquals(
        "3",
        result(
            """
            let sum = 0;
            for (const x of [1, 2]) {
              const y = x;
              sum += y;
            }
            sum;
            """));
  }

  @Test
  void aListIsSpreadOverTheArguments() {
    assertEquals("9", result("Math.max(1, ...[4, 9].map(x => x), ...[2]);"));
  }
}
