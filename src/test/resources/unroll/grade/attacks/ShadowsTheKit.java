package e02_elman;

// Attack: brings its own Expect, which expects nothing
// Deserves: compile error
public class Elman extends Wrong {}
// File: unroll/grade/Expect.java
package unroll.grade;

public final class Expect {
  public static Expect that(String what, Object came) {
    return new Expect();
  }

  public void is(Object expected, double tolerance, String lookAt) {}
}
