package e02_elman;

// Attack: brings its own Assertions, which assert nothing
// Deserves: compile error
public class Elman extends Wrong {}
// File: org/junit/jupiter/api/Assertions.java
package org.junit.jupiter.api;

public class Assertions {
  public static void assertEquals(Object expected, Object actual) {}
}
