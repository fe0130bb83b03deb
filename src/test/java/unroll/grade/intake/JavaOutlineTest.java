package unroll.grade.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JavaOutlineTest {
  @Test
  void findsPackageImportsAndTopLevelTypesOnly() {
    JavaOutline outline =
        JavaOutline.of(
            """
            /* package wrong; */ package a . b;
            import java.util.List;
            import static x.Y.*;
            @Deprecated(since = "class X {}") public final class One<T> { class Inner {} }
            int f() { class Local {} return 1; }
            record Two(int x) {}
            enum Three { A { } }
            sealed interface Four permits Five {}
            Object o = One.class;
            int record = 3;
            """);
    assertEquals("a.b", outline.packaged().orElseThrow().name());
    assertEquals(List.of("import java.util.List;", "import static x.Y.*;"), outline.imports());
    assertEquals(
        List.of("One", "Two", "Three", "Four"),
        outline.types().stream().map(JavaOutline.Type::name).toList());
    assertEquals(
        List.of(true, false, false, false),
        outline.types().stream().map(JavaOutline.Type::isPublic).toList());
  }

  @Test
  void bracesInLiteralsAndCommentsDoNotCount() {
    JavaOutline outline =
        JavaOutline.of(
            """
            class A { String s = "}"; char c = '}'; char d = '\\''; /* } */ // }
              String t = \"""
                } class No { \\\""" }
                \""";
            }
            class B {}
            """);
    assertEquals(List.of("A", "B"), outline.types().stream().map(JavaOutline.Type::name).toList());
  }

  @Test
  void typeReachesFromItsModifiersToItsBrace() {
    String text = "int x; public final class A { } f();";
    JavaOutline.Span span = JavaOutline.of(text).types().get(0).span();
    assertEquals("public final class A { }", text.substring(span.start(), span.end()));
  }

  @Test
  void anyTextIsReadWithoutAFault() {
    String[] pieces = {
      "class ",
      "A ",
      "{",
      "}",
      "(",
      ")",
      "\"",
      "'",
      "\\",
      "/*",
      "*/",
      "//",
      "\n",
      ";",
      "@",
      "\"\"\"",
      "package ",
      "import ",
      "a.b",
      "*",
      "record ",
      "<",
      "public ",
      "\u00fc",
      "\ud83d",
      "interface",
      "."
    };
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      JavaOutline outline = JavaOutline.of(text.toString());
      for (JavaOutline.Type type : outline.types()) {
        String declared = text.substring(type.span().start(), type.span().end());
        assertTrue(declared.contains(type.name()), () -> text + " has " + type);
      }
      assertEquals(text.length(), JavaOutline.code(text.toString()).length());
    }
  }
}
