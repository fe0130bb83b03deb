package e02_elman;

// Attack: no object is ever made
// Deserves: 0 points
// Verdict: timed out
public class Elman extends Right {
  public Elman() {
    while (true) {
      Thread.onSpinWait();
    }
  }
}
