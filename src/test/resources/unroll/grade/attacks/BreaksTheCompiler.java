package e02_elman;

// Attack: an expression nested so deep that the compiler runs out of stack
// Deserves: compile error
public class Elman extends Wrong {
  static final int DEEP = @DEEP@;
}
