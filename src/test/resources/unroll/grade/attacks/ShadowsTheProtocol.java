package e02_elman;

// Attack: brings its own protocol
// Deserves: compile error
public class Elman extends Wrong {}
// File: unroll/grade/guest/Guest.java
package unroll.grade.guest;

public final class Guest {}
